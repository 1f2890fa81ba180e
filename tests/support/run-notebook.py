"""Runs a notebook in a folder, with the kernel that it names, and writes it with its outputs: run-notebook.py NOTEBOOK FOLDER OUT.

Not by nbclient: Deno's kernel may send a cell's result after it has said to be idle, where nbclient no longer listens.
"""

import queue
import sys

import nbformat
from jupyter_client.manager import start_new_kernel

LATE = 2  # seconds in which a result may come after the kernel is idle


def outputs_of(client, code):
    request = client.execute(code, stop_on_error=True)
    outputs, idle = [], False
    while True:
        try:
            message = client.get_iopub_msg(timeout=LATE if idle else 120)
        except queue.Empty:
            if not idle:
                raise
            return outputs
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "error":
            sys.exit("\n".join(message["content"]["traceback"]))
        if message["msg_type"] in ("execute_result", "display_data", "stream"):
            outputs.append(nbformat.v4.output_from_msg(message))
        if message["msg_type"] == "status":
            idle = message["content"]["execution_state"] == "idle"
        if idle and any(output.output_type == "execute_result" for output in outputs):
            return outputs


notebook, folder, out = sys.argv[1:]
document = nbformat.read(notebook, as_version=4)
manager, client = start_new_kernel(kernel_name=document.metadata.kernelspec.name, cwd=folder)
try:
    cells = [cell for cell in document.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        cell.outputs = outputs_of(client, cell.source)
        cell.execution_count = number
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
nbformat.write(document, out)
