"""The batch layer: corpora in, tables of events out. The only part that knows files, processes and progress bars.

    sources ─▶ lines ─▶ readers ─▶ stories ─▶ workers (the engine, in a pool of processes) ─▶ writers + journal
                                      └─▶ rejections ───────────────────────────────────────▶ writers + journal

`run.code_corpus` joins them; `report` shows them; `aside` keeps on disk what must be remembered of a whole corpus;
`messages` holds every word that is said to the user.
"""
