// What a reader types, as the search's index spells it; fetched when the search is first used.
// A query as the index spells it, then, for as long as nothing is found, in other ways: as one name, as words of one
// section, with figures and units as the pages print them, with a letter wrong, as words of any section.
const few = new Set("a ai an and any are as at be by can could did do does for from had has have how i in is it its many me much of on or out self than that the their there these this to up us was were what when where which who why will with".split(" "))
// Words that ask, or join, in Chinese, which puts no spaces between: how many, which, what, how, why; and the small words.
const asks = /[有是]?([为為]什[么麼]|多少(?![钱錢])|[哪几幾][些家个個]|什[么麼]|怎[么麼]?[样樣]?|如何)[是个個]?|[吗嗎呢的与與跟]|了(?!\p{sc=Han})/gu
// What is wanted of a company or a chip stands behind its name: listing, funding, results, customers, price, yield and so on.
const topics = /(?<=\p{sc=Han}{2})(上市|融[资資]|[营營]收|收入|利[润潤]|[亏虧][损損]|[财財][报報]|[业業][绩績]|毛利率|市值|股[价價]|客[户戶]|[订訂][单單]|[价價]格|售[价價]|良率|[产產]能|出[货貨]量|[软軟]件|生[态態]|制裁|[创創]始人|路[线線][图圖])(?!\p{sc=Han})/gu
export const spellings = query => {
  let words = query.normalize("NFKC").toLowerCase().replace(/['’]s\b/g, "").replace(/\bvs\b|[对對]比|相?比[较較]|相比/g, " versus ").replace(/\bcentre/g, "center").replace(asks, " ").replace(topics, " $1").replace(/(?<=[a-z])(?=\d+[.,]\d)/g, " ").match(/\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}])+(?:[.,]\d+)*/gu) || []
  const name = words.join(""), typed = words.slice(0, 24), telling = words.filter(word => !few.has(word))
  if (telling.length) words = telling
  words = words.slice(0, 12).join(" ").replace(/(\d) (?=[a-z]{1,2}( |$))|\b([a-z]{1,3}) (?=\d+[a-z]*( |$))/g, "$1$3").split(" ")
  // The theme cuts Chinese where a part of it is a known word, and drops the rest; between these strokes it finds none.
  const whole = text => text.replace(/(?<=\p{sc=Han})(?=\p{sc=Han})/gu, "\\")
  // Words that follow each other are one name, where not all of them are among the few: AI chip.
  const runs = (list, lengths) => lengths.flatMap(n => list.slice(n - 1).map((_, i) => list.slice(i, i + n)))
  const named = [words, typed].flatMap(list => runs(list, [1, 2, 3, 4])).filter(run => !run.every(word => few.has(word)))
  // In a sentence the words with a capital, a figure or a Chinese sign name its thing.
  const proper = new Set((query.normalize("NFKC").match(/[\p{Lu}\p{N}\p{sc=Han}][\p{L}\p{N}]*/gu) || []).map(word => word.toLowerCase()))
  const strength = run => (telling.length > 6 && !run.some(word => proper.has(word)) ? 20 : 400) * run.length
  const names = [...new Set(named.map(run => `${whole(run.join(""))}^${strength(run)}`))].join(" ")
  const stem = word => word.replace(/^([a-z]{4,}?|[b-df-hj-np-tv-z]{2}[a-z](?=s$))(ing|ed|e?s|e)$/, "$1")
  // What is said of two things is wanted most, but a section has seldom the word; and of a change it says "rose" or "risen".
  const must = word => /^(versus?|rose|rise[ns]?|rising|fell|fall(en)?|grew|grown?|went|gone|gett?|got|runn)$/.test(word) ? "" : "+"
  const all = words => words.map(stem).map(stem => `${must(stem)}${stem}* ${stem}^400 `).join("") + names
  const apart = words.join(" ").replace(/\p{L}{2}(?=\d)|\d(?=\p{L}{2})/gu, "$& ").replace(/\brmb|yuan\b/g, "cny").replace(/\bbn\b/g, "billion")
    .replace(/(?<![.,\d])\d{4,}(?![.,\d])/g, number => (+number).toLocaleString("en")).split(" ")
  const close = (sign, wrong) => words.map(word => /^\d{5,}$/.test(word) ? (+word).toLocaleString("en") : word).map(word => /^[a-z]{4,}$/.test(word) ? `${sign && must(word)}${word}~${wrong} ${stem(word)}~1` : `${sign}${word}*`).join(" ") + (words.length > 1 && /^[a-z]{6,}$/.test(name) ? ` ${name}~1^400` : "")
  const parts = words.flatMap(word => /^\p{sc=Han}{3}/u.test(word) ? [whole(word.slice(0, 2)) + "*", ...runs([...word], [2, 3, 4, 5, 6]).map(run => whole(run.join("")) + "^" + run.length ** 2)] : word)
  const one = whole(name)
  if (!name) return [""]
  const some = `${parts.join(" ")} ${names}`, every = [all(words), all(apart), close("+", 1)]
  return [`+${one}* ${one}^400`, ...(/\p{sc=Han}{4}/u.test(words.join(" ")) ? [some, ...every] : [...every, some]), close("", 1), close("", 2)]
}
// Who asks what a word means wants the glossary; a pasted sentence is of a thing, not of a word, a year or all.
export const weight = (query, page) => {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [], telling = words.filter(word => !few.has(word))
  if (page === "glossary.html" && telling.length < 4 && /^\W*(what('?s| is| are| does)|define|meaning|什么是)/i.test(query)) return 2
  // A word of the glossary beside others is what the query is about, not what it wants.
  const size = telling.map(word => /\p{sc=Han}/u.test(word) ? word.length >> 1 : 1).reduce((a, b) => a + b, 0)
  if (page === "index.html") return size > 6 ? .1 : 1
  if (page === "compare.html") return size > 2 ? .25 : 1
  return !/^(glossary|timeline).html/.test(page) ? 1 : size > 6 ? 1e-6 : size > 2 && page[0] === "g" ? .1 : 1
}
