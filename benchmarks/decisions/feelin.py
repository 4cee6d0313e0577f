"""feelin (npm) on the same conditions; it parses at every evaluation, for it has no compiled form."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.decisions.workload import CONDITIONS, CONTEXT

_SCRIPT = """
import { evaluate } from 'feelin';
const { conditions, context } = JSON.parse(process.argv[2]);
const figures = {};
for (const text of conditions) {
  for (let n = 0; n < 300; n++) evaluate(text, context);
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = process.cpuUsage();
    for (let n = 0; n < 300; n++) evaluate(text, context);
    const used = process.cpuUsage(start);
    best = Math.min(best, (used.user + used.system) / 300);
  }
  figures[text] = best;
}
console.log(JSON.stringify(figures));
"""


def measure_feelin() -> dict[str, float]:
    """Return the time of one evaluation of each condition; nothing where Node or feelin is missing."""
    node = shutil.which("node")
    homes = (Path(os.environ.get("FEELIN_DIR", "web")), Path("web"))
    home = next((home for home in homes if (home / "node_modules" / "feelin").is_dir()), None)
    if node is None or home is None:
        return {}
    script = home / "node_modules" / ".feelin-benchmark.mjs"
    script.write_text(_SCRIPT)
    try:
        given = json.dumps({"conditions": CONDITIONS, "context": CONTEXT})
        done = subprocess.run([node, str(script), given], capture_output=True, text=True, check=True)
    finally:
        script.unlink()
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
