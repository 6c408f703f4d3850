"""Make the environment that the site is built in: python3 requirements/environment.py .venv

The Makefile gives it to one Python after the other, old ones too, which must be able to read it and to say what they
lack. Exit code 1: this Python cannot; 130: interrupted.
"""

import sys


def main(folder):
    """Make the environment, or return why this Python cannot."""
    this = "Python %d.%d.%d (%s)" % (sys.version_info[:3] + (sys.executable,))
    if sys.version_info < (3, 11):
        return this + " is too old"
    try:
        import ensurepip  # noqa: F401 - what Debian leaves out
        import venv
    except ImportError:
        install = "apt-get install python%d.%d-venv" % sys.version_info[:2]
        return this + " has no venv module; on Debian and Ubuntu: " + install
    print("Making an environment in %s with %s ..." % (folder, this))
    sys.stdout.flush()
    try:
        venv.create(folder, clear=True, symlinks=True, with_pip=True)
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; the next make begins anew\n")
        return 130
    except Exception as error:
        return "%s could not make an environment: %s" % (this, error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
