"""From the text of a press note to a draft in which every fact carries the words it was read from.

`lines` and `spans` take the text apart (lines, sentences, words), `places` and `agencies` find units and bodies,
`people` finds persons with their posts, `told` sets apart what belongs to another time, `parties` weighs who came and
who received, `bodies` and `resolve` settle it, `sides` says whose side a person was on; `dates`, `topics`, `promises`
and `figures` read the rest, `lexicon` adds what the office knows, and `reader` ties all together. No database here.
"""
