"""Codes a corpus with Spark: spark-submit spark_job.py STORIES EVENTS (Parquet folders; STORIES has id, date, text).

    spark-submit --conf spark.executorEnv.OPENBLAS_NUM_THREADS=1 --conf spark.executorEnv.OMP_NUM_THREADS=1 \
        --conf spark.executorEnv.MALLOC_TRIM_THRESHOLD_=2000000000 --conf spark.task.cpus=1 \
        --conf spark.executor.memoryOverhead=3g spark_job.py hdfs:///news/stories hdfs:///news/events

Each Python worker loads the coder once (some 0.5 GB) and keeps it. EVENTS gets one row an event, EVENTS-rejected the
rows that could not be coded: read = stories with events + stories without + rejected. The order of the rows is Spark's.
"""

import sys

from pyspark.sql import SparkSession

from coder.frames import EVENT_SCHEMA, REJECTED_SCHEMA, code_frames, rejected_frames

if len(sys.argv) != 3:
    sys.exit(__doc__)
source, target = sys.argv[1:]
spark = SparkSession.builder.appName("cameo").getOrCreate()
spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "500")  # stories that are in memory at a time
stories = spark.read.parquet(source).select("id", "date", "text")
# Small parts keep all cores busy to the end: one part is a minute of work or so.
parts = max(stories.rdd.getNumPartitions(), 2 * spark.sparkContext.defaultParallelism)
stories = stories.repartition(parts, "id")
stories.mapInPandas(code_frames, EVENT_SCHEMA).write.parquet(target)
stories.mapInPandas(rejected_frames, REJECTED_SCHEMA).write.parquet(f"{target}-rejected")
