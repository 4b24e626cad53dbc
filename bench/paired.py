#!/usr/bin/env python3
"""Two builds of wgscope_bench side by side: is this one slower than that one, row by row?

usage: paired.py OURS BASELINE [--pairs N] [--within SHARE] [-- ARGUMENTS]

Runs the two binaries one after the other, N times (5), who goes first alternating, so that what the machine does meanwhile meets both alike. A row's ratio is
the median over the pairs of ours / baseline, of what each measured of its own code. Exits 1 when a row is more than SHARE (0.05) slower, 2 when a binary does
not give its rows. Rows that only one of them has are named.
"""
import argparse
import json
import statistics
import subprocess
import sys


def rows_of(binary, arguments):
    ran = subprocess.run([binary, "--json", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        return {row["name"]: row["ours"] for row in json.loads(ran.stdout)["rows"]}
    except (ValueError, KeyError, TypeError):
        print(f"paired.py: {binary} --json gave no rows (status {ran.returncode})", file=sys.stderr)
        sys.exit(2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("ours")
    parser.add_argument("baseline")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--within", type=float, default=0.05)
    parser.add_argument("arguments", nargs="*", help="for both, behind --")
    asked = parser.parse_args()
    if asked.pairs < 1:
        parser.error("--pairs takes a number from 1")

    measured = {asked.ours: [], asked.baseline: []}
    for pair in range(asked.pairs):
        order = [asked.ours, asked.baseline] if pair % 2 == 0 else [asked.baseline, asked.ours]
        for binary in order:
            measured[binary].append(rows_of(binary, asked.arguments))
        print(f"pair {pair + 1} of {asked.pairs}", file=sys.stderr)

    first, other = measured[asked.ours][0], measured[asked.baseline][0]
    both = [name for name in first if name in other]
    width = max((len(name) for name in both), default=4)
    slower = 0
    print(f"{'what':{width}}  {'ours':>10}  {'baseline':>10}  {'ratio':>6}")
    for name in both:
        ours, base = ([run[name] for run in measured[binary]] for binary in (asked.ours, asked.baseline))
        ratio = statistics.median(mine / theirs for mine, theirs in zip(ours, base) if theirs)
        held = ratio <= 1 + asked.within
        slower += not held
        print(f"{name:{width}}  {statistics.median(ours):10.4g}  {statistics.median(base):10.4g}  {ratio:6.3f}  {'held' if held else 'SLOWER'}")
    for name in sorted(set(first) ^ set(other)):
        print(f"{name}: only in {'ours' if name in first else 'the baseline'}")
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
