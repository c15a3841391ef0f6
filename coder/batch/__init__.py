"""The batch layer: corpora in, tables of events out. The only part that knows files, processes and progress bars.

    sources ─▶ lines ─▶ readers ─▶ stories ─▶ workers (the engine) ─▶ writers
                                      └─▶ rejections ─────────────────▶ writers

`run.code_corpus` joins them; `report` shows them; `messages` holds every word that is said to the user.
"""
