# Builds the site and serves it: docker build -t ledger . && docker run --rm -p 8000:80 ledger
FROM python:3.13-slim AS build
WORKDIR /ledger
COPY requirements/build.lock requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/build.lock
COPY . .
ARG SITE_URL
RUN SITE_URL="$SITE_URL" python -m macros build

FROM nginx:stable-alpine
COPY docs/hosting/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /ledger/site /usr/share/nginx/html
