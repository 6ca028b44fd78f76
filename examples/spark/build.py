#!/usr/bin/env python3
"""Makes a dataset with `onrecord` on Spark's executors.

    pip install pyspark
    spark-submit examples/spark/build.py ARTICLES FOUND TALKS.json

ARTICLES are files with one article a line, as `onrecord guide build` describes them. Each partition is
piped through `onrecord build --jsonl`; what is found goes to the folder FOUND, and `onrecord build`
merges it. The dataset is the same, byte for byte, as that of one `onrecord build ARTICLES`.

`onrecord` must be on the PATH of every executor, or be named by the variable ONRECORD.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from pyspark.sql import SparkSession


def main(articles: str, found: str, dataset: str) -> int:
    onrecord = os.environ.get("ONRECORD", "onrecord")
    spark = SparkSession.builder.appName("onrecord build").getOrCreate()
    lines = spark.sparkContext.textFile(articles)
    # A partition whose process fails fails the job, with what the process said in the executor's log.
    pieces = lines.pipe(f"{shlex.quote(onrecord)} build --jsonl", checkCode=True)
    pieces.saveAsTextFile(Path(found).absolute().as_uri())
    spark.stop()
    # `build` knows a file's kind by the end of its name.
    for part in Path(found).glob("part-*"):
        part.rename(part.with_suffix(".jsonl"))
    return subprocess.run([onrecord, "build", found, "-o", dataset], check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
