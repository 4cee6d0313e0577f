"""The few lines of CSS of the pages that need no build."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d2129; --paper: #fff; --soft: #f2f3f5; --line: #c9cdd4;
  --link: #0b57b7 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e5e6eb; --paper: #17181a; --soft: #232427; --line: #4b4d52; --link: #7db4ff }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
a { color: var(--link) }
h1 { font-size: 1.7rem; line-height: 1.3 } h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line) }
h4 { margin: 1rem 0 .3rem }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: 0; list-style: none }
details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; padding: .5rem .8rem }
summary { cursor: pointer; overflow-wrap: anywhere }
summary b { display: inline-block; min-width: 4.5rem }
code, pre { font: 14px/1.5 ui-monospace, Consolas, monospace }
pre { background: var(--soft); border-radius: 8px; padding: .7rem; overflow-x: auto; max-height: 24rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
td:nth-child(2) { overflow-wrap: normal }
"""
