// What a reader types, as the search's index spells it; fetched when the search is first used.
// A query as the index spells it, then, for as long as nothing is found, in other ways: as one name, as words of one
// section, with figures and units as the pages print them, with a letter wrong, as words of any section.
const few = new Set("a ai an and any are as at be by can could did do does for from had has have how i in is it its many me much of on or out self than that the their there these this to up us was were what when where which who why will with rose fell grew".split(" "))
// Words that ask, or join, in Chinese, which puts no spaces between: how many, which, what, how, why; and the small words.
const asks = /[有是]?([为為]什[么麼]|多少(?![钱錢])|[哪几幾][些家个個]|什[么麼]|怎[么麼]?[样樣]?|如何)[是个個]?|[吗嗎呢的与與跟]|了(?!\p{sc=Han})/gu
// What is wanted of a company or a chip stands behind its name: listing, funding, results, customers, price, yield and so on.
const topics = /(?<=\p{sc=Han}{2})(上市|融[资資]|[营營]收|收入|利[润潤]|[亏虧][损損]|[财財][报報]|[业業][绩績]|毛利率|市值|股[价價]|客[户戶]|[订訂][单單]|[价價]格|售[价價]|良率|[产產]能|出[货貨]量|[软軟]件|生[态態]|制裁|[创創]始人|路[线線][图圖])(?!\p{sc=Han})/gu
const sum = list => list.reduce((all, one) => all + one, 0)
const runs = (list, lengths) => lengths.flatMap(n => list.slice(n - 1).map((_, i) => list.slice(i, i + n)))
const stem = word => word.replace(/^([a-z]{4,}?|[b-df-hj-np-tv-z]{2}[a-z](?=s$))(ing|ed|e?s|e)$/, "$1")
const telling = words => words.filter(word => !few.has(word))
const read = query => {
  const typed = query.normalize("NFKC").toLowerCase().replace(/['’]s\b/g, "").replace(/\bvs\b|[对對]比|相?比[较較]|相比/g, " versus ").replace(/\bcentre/g, "center").replace(asks, " ").replace(topics, " $1").replace(/(?<=[a-z])(?=\d+[.,]\d)/g, " ").match(/\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}])+(?:[.,]\d+)*/gu) || []
  const words = telling(typed)
  return { typed: typed.slice(0, 24), name: typed.join(""), words: (words[0] ? words : typed).slice(0, 12).join(" ").replace(/(\d) (?=[a-z]{1,2}( |$))|\b([a-z]{1,3}) (?=\d+[a-z]*( |$))/g, "$1$3").split(" ").map(word => /^\d{5,}$/.test(word) ? (+word).toLocaleString("en") : word) }
}
// Words that follow each other are one name, where not all of them are among the few: AI chip.
const named = query => [read(query).words, read(query).typed].flatMap(list => runs(list, [1, 2, 3, 4])).filter(run => telling(run)[0])
export const spellings = query => {
  const { name, words } = read(query)
  // The theme cuts Chinese where a part of it is a known word, and drops the rest; between these strokes it finds none.
  const whole = text => text.replace(/(?<=\p{sc=Han})(?=\p{sc=Han})/gu, "\\")
  const names = [...new Set(named(query).map(run => `${whole(run.join(""))}^${400 * run.length}`))].join(" ")
  const must = word => /^versus?$/.test(word) ? "" : "+" // a section seldom has the word
  const all = words => words.map(stem).map(stem => `${must(stem)}${stem}* ${stem}^400 `).join("") + names
  const apart = words.join(" ").replace(/\p{L}{2}(?=\d)|\d(?=\p{L}{2})/gu, "$& ").replace(/\brmb|yuan\b/g, "cny").replace(/\bbn\b/g, "billion")
    .replace(/(?<![.,\d])\d{4,}(?![.,\d])/g, number => (+number).toLocaleString("en")).split(" ")
  const close = (sign, wrong) => words.map(word => /^[a-z]{4,}$/.test(word) ? `${sign && must(word)}${word}~${wrong} ${stem(word)}~1` : `${sign}${word}*`).join(" ") + (words.length > 1 && /^[a-z]{6,}$/.test(name) ? ` ${name}~1^400` : "")
  const parts = words.flatMap(word => /^\p{sc=Han}{3}/u.test(word) ? [whole(word.slice(0, 2)) + "*", ...runs([...word], [2, 3, 4, 5, 6]).map(run => whole(run.join("")) + "^" + run.length ** 2)] : word)
  const one = whole(name)
  if (!name) return [""]
  const some = `${parts.join(" ")} ${names}`, every = [all(words), all(apart), close("+", 1)]
  return [`+${one}* ${one}^400`, ...(/\p{sc=Han}{4}/u.test(words.join(" ")) ? [some, ...every] : [...every, some]), close("", 1), close("", 2)]
}
// Who asks what a word means wants the glossary; a pasted sentence is of a thing, not of a word, a year or all.
export const weight = (query, page) => {
  const words = telling(query.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [])
  if (page === "glossary.html" && words.length < 4 && /^\W*(what('?s| is| are| does)|define|meaning|什么是)/i.test(query)) return 2
  // A word of the glossary beside others is what the query is about, not what it wants.
  const size = sum(words.map(word => /\p{sc=Han}/u.test(word) ? word.length >> 1 : 1))
  const late = size > 6 ? 1e-6 : 1
  return size < 3 ? 1 : { "glossary.html": late / 10, "timeline.html": late, "index.html": size > 6 ? .1 : 1, "compare.html": .01 }[page] || 1
}
// Of several words each counts once, by the strongest field that says it: what a page is about, a name, a heading, what
// is asked for a heading, a name beside it, the text. A rare word counts more, as do words that are one name together.
const fields = { about: 2, names: 1.5, title: 1.35, alone: 1.2, asked: 1.1, around: .3 }
const told = query => [...new Set(read(query).words)]
export const any = query => !told(query)[/ versus|vs\b/.test(query) ? 2 : 1] || /\p{sc=Han}|\d[.,]\d/u.test(query) ? "" : told(query).map(stem).map(cut => `${cut}* ${cut}^1 `).join("") + named(query).map(run => run.join("") + "^1").join(" ")
export const order = (query, found, groups) => {
  const words = told(query), cuts = words.map(stem), names = new Map(named(query).map(run => [run.join(""), run])), items = groups.flat()
  const rare = cuts.map(cut => Math.log(1 + 600 / items.filter(({ terms }) => terms[cut]).length) ** 1.1)
  const before = new Map(found.flat().map(item => [item.location, Math.log(1 + item.score)])), most = Math.max(...before.values())
  for (const item of items) {
    const said = cuts.map(cut => item.terms[cut] ? .22 : 0), own = new Set(), raise = (word, by) => said[word] = Math.max(said[word], by)
    for (const field in fields) for (const [, sign] of (item[field] || "").toLowerCase().matchAll(/<mark>(.*?)<.mark>/g)) {
      const run = names.get(sign) || []
      for (const word of run) raise(words.indexOf(word), fields[field] + .18 * (run.length - 1)), field === "names" && own.add(word)
      cuts.forEach((cut, word) => sign.startsWith(cut) && raise(word, fields[field] * (stem(sign) === cut ? 1 : .8)))
    }
    // A name alone is found as it is, and a word with a letter wrong is in none.
    if (words.every(word => own.has(word)) || rare.includes(Infinity)) return found
    item.score = sum(said.map((one, word) => one * rare[word])) / sum(rare) * ((item.boost || 1) * weight(query, item.location.split("#")[0])) ** .2 + (before.get(item.location) || 0) / most / 5
  }
  return groups
}
