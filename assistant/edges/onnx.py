"""onnxruntime, which runs small models, with its reports to its maker switched off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def model_session(path: Path, threads: int) -> Any:
    """Runs the model, and leaves the processor to others while it waits. Raises ImportError where there is no library,
    and whatever it makes of a damaged model.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it reports to its maker; read once, on loading
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # what counts on Windows
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_mem_pattern = False  # each length of input would keep memory of its own
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
