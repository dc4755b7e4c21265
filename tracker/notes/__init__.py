"""From the text of a press note to a draft in which every fact carries the words it was read from.

`spans` takes the text apart (lines, sentences, words), `places` and `agencies` find units and bodies, `people` finds
persons with their posts, `parties` weighs who came and who received, `sides` says whose side a person was on;
`dates`, `topics`, `promises` and `figures` read the rest, and `reader` ties all of it together. No database here.
"""
