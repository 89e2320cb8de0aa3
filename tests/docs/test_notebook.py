"""The notebook in docs/ runs from top to bottom."""

import json
from pathlib import Path
from typing import Any

import pytest

import recoupe
from recoupe.errors import InputError

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = DOCS / "notebook.ipynb"


def code_cells() -> list[str]:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_every_cell_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'recoupe[formats]'")
    monkeypatch.chdir(DOCS)
    names: dict[str, Any] = {}
    for code in code_cells():
        exec(compile(code, NOTEBOOK.name, "exec"), names)
    shown = names["record"]._repr_html_()
    assert "<svg" in shown
    assert "Koutougou" in shown
    assert "→" in shown


@pytest.mark.filterwarnings("ignore")
def test_a_kernel_runs_it() -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbclient is not installed: pip install nbclient ipykernel")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install nbclient ipykernel")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install nbclient ipykernel")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(DOCS)}})
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("text/html" in output.get("data", {}) for output in outputs)


def test_the_notebook_is_kept_without_its_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in cells)


def test_words_of_documents_are_escaped_in_html() -> None:
    text = "Des hommes armés ont tué lundi 4 <script>alert(1)</script> soldats à Djibo, au Burkina Faso, selon l'armée."
    assert "<script>" not in recoupe.read(text=text)._repr_html_()


def test_a_path_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        recoupe.read("nowhere.txt")
