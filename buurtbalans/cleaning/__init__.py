"""Files that people bring, read and made harmless. Runs in a process of its own: `python -m buurtbalans.cleaning`.

Whatever a file does to its reader (a bomb, a loop, a crash) it does to that process, which has little memory,
little time, no way to write and none of our secrets. Imports nothing of ours and no Django. The other side is
`buurtbalans.uploads`.
"""
