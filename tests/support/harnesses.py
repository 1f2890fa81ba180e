"""Writes what pandas, pyarrow, polars, DuckDB, datasets, inspect_ai and lm-evaluation-harness write: python harnesses.py FOLDER URL

The rows of FOLDER/rows.jsonl become tables; inspect_ai and lm-evaluation-harness ask the models on loopback."""
import json, os, subprocess, sys

sys.path.pop(0)  # the statistics.py beside this file is not Python's own
folder, url = sys.argv[1:]
with open(os.path.join(folder, "rows.jsonl"), encoding="utf-8") as file:
    rows = [json.loads(line) for line in file]
models = list(dict.fromkeys(row["model"] for row in rows))


def path(name):
    return os.path.join(folder, name)


import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet

frame = pandas.DataFrame(rows)
frame.to_csv(path("pandas.csv"))
frame.to_csv(path("pandas-excel.csv"), index=False, sep=";", encoding="utf-16")
frame.to_csv(path("pandas.csv.gz"), index=False)
frame.to_json(path("pandas.json"), orient="records")
frame.to_json(path("pandas-lines.json"), orient="records", lines=True)
for codec in ["snappy", "gzip", "zstd", "brotli", "lz4", None]:
    frame.to_parquet(path(f"pandas-{codec}.parquet"), compression=codec)

chats = [
    {
        **{key: row[key] for key in ["id", "model", "language"]},
        "messages": [{"role": "user", "content": row["input"]}, {"role": "assistant", "content": row["output"]}],
    }
    for row in rows
]
pyarrow.parquet.write_table(pyarrow.Table.from_pylist(chats), path("pyarrow-messages.parquet"), compression="zstd")
pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path("pyarrow-pages.parquet"), data_page_version="2.0", row_group_size=2)

frame = polars.DataFrame(rows)
frame.write_csv(path("polars.csv"), include_bom=True)
frame.write_ndjson(path("polars.ndjson"))
for codec in ["zstd", "snappy", "gzip", "lz4", "brotli", "uncompressed"]:
    frame.write_parquet(path(f"polars-{codec}.parquet"), compression=codec)
frame.with_columns(polars.col("model").cast(polars.Enum(models)), polars.col("language").cast(polars.Categorical)).write_parquet(path("polars-categorical.parquet"))

connection = duckdb.connect()
connection.execute(f"create table t as select * from read_json('{path('rows.jsonl')}')")
for name, options in {
    "duckdb.csv": "format csv, header",
    "duckdb.json": "format json, array true",
    "duckdb.ndjson.zst": "format json, compression zstd",
    "duckdb-snappy.parquet": "format parquet",
    "duckdb-zstd.parquet": "format parquet, codec zstd, parquet_version v2",
}.items():
    connection.execute(f"copy t to '{path(name)}' ({options})")

os.environ.update(HF_HOME=path("huggingface"), HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1")
import datasets

loaded = datasets.load_dataset("json", data_files=path("rows.jsonl"), split="train")
loaded.to_csv(path("datasets.csv"))
loaded.to_json(path("datasets.json"))
loaded.to_parquet(path("datasets.parquet"))

os.environ.update(LOOPBACK_BASE_URL=url, LOOPBACK_API_KEY="none", XDG_DATA_HOME=path("data"))
from inspect_ai import Task, eval, task
from inspect_ai.dataset import Sample
from inspect_ai.solver import generate

prompts = [row for row in rows if row["model"] == models[0]]


@task
def prompted():
    samples = [Sample(id=row["id"], input=row["input"], metadata={"language": row["language"]}) for row in prompts]
    return Task(dataset=samples, solver=generate())


for form in ["json", "eval"]:
    names = [f"openai-api/loopback/{model}" for model in models]
    eval(prompted(), model=names, log_dir=path(f"inspect-{form}"), log_format=form, display="none")

with open(path("prompts.jsonl"), "w", encoding="utf-8") as file:
    file.writelines(json.dumps({key: row[key] for key in ["id", "language", "input"]}) + "\n" for row in prompts)
with open(path("prompts.yaml"), "w", encoding="utf-8") as file:
    file.write(f"""task: prompts
dataset_path: json
dataset_kwargs: {{data_files: {{test: {path("prompts.jsonl")}}}}}
test_split: test
output_type: generate_until
doc_to_text: "{{{{input}}}}"
doc_to_target: ""
generation_kwargs: {{until: ["\\n\\n"], max_gen_toks: 64}}
metric_list: [{{metric: exact_match}}]
""")
for model in models:
    arguments = f"model=acme/{model},base_url={url}/chat/completions,tokenizer_backend=none"
    options = ["--apply_chat_template", "--log_samples", "--tasks", "prompts", "--include_path", folder]
    command = [sys.executable, "-m", "lm_eval", "run", "--model", "local-chat-completions", "--model_args", arguments]
    done = subprocess.run([*command, *options, "--output_path", path("lm-eval")], env={**os.environ, "OPENAI_API_KEY": "none"}, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("Error: " + done.stderr)
