"""Scores a JSONL file, or a folder of them, with Spark, and merges what the partitions gave.

    spark-submit score.py responses.jsonl scored --partitions 8 --by model,language

Each partition's lines go through one `crosslingual score`, as its own process, and the scored rows are saved as text: in `scored`,
a part for each partition. They are then merged into the report of the whole. Works on any file system that Spark can write to.
"""

import argparse
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="JSONL: a response on each line")
    parser.add_argument("output", help="folder for the scored rows; must not exist")
    parser.add_argument("--partitions", type=int, default=8, help="at least so many (default: 8)")
    parser.add_argument("--command", default="crosslingual", help="how workers and driver call crosslingual")
    parser.add_argument("--by", default="model,language", help="fields to group by (default: model,language)")
    parser.add_argument("--report", help="also write the merged report, with the sums behind it")
    options = parser.parse_args()

    spark = SparkSession.builder.appName("crosslingual").getOrCreate()
    lines = spark.sparkContext.textFile(options.input, options.partitions)
    # checkCode: a partition whose process fails, for a bad line say, fails the job instead of ending early.
    lines.pipe(f"{options.command} score - --format jsonl", checkCode=True).saveAsTextFile(options.output)

    merge = [*shlex.split(options.command), "merge", "-", "--by", options.by]
    if options.report:
        merge += ["--report", options.report]
    with subprocess.Popen(merge, stdin=subprocess.PIPE) as process:
        for row in spark.sparkContext.textFile(options.output).toLocalIterator(prefetchPartitions=True):
            process.stdin.write(f"{row}\n".encode())
        process.stdin.close()
    spark.stop()
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
