"""How much memory reading an archive takes, and how fast it goes: invented records, read and sorted as an import would,
with nothing stored. Each format in a process of its own, at a small and at a larger size; resident memory must not grow
with the input.

    .venv/bin/python benchmarks/importing.py                # 16 and 64 MiB
    .venv/bin/python benchmarks/importing.py --mib 2048     # the size that counts, in minutes
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import zstandard  # noqa: E402

from articles.importing.readers.formats import SNIFFED, of_name, of_start, reader_of  # noqa: E402
from articles.importing.readers.opening import unpacked  # noqa: E402
from articles.importing.readers.records import Limits, Options, Record  # noqa: E402

WORDS = (
    "le", "ministre", "a", "déclaré", "que", "deux", "pays", "du", "nord", "signeront", "un", "accord", "de", "pêche",
    "avant", "l'hiver", "et", "la", "délégation", "repartira", "demain", "par", "mer", "où", "vent", "se", "lève",
)  # fmt: skip
FORMATS = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "warc")
BOUND = 2**30  # bytes of resident memory


def text(random_: random.Random) -> str:
    return "\n\n".join(
        " ".join(random_.choices(WORDS, k=random_.randint(40, 120))).capitalize() + "."
        for _ in range(random_.randint(2, 12))
    )


def records(size: int) -> Iterator[dict[str, str]]:
    """Until their texts are so many bytes."""
    random_ = random.Random(1964)  # noqa: S311  # the same texts each time
    done = number = 0
    while done < size:
        number += 1
        body = text(random_)
        done += len(body.encode()) + 120
        yield {
            "id": f"n{number}",
            "title": f"Dépêche {number}",
            "date": "2011-05-04",
            "source": "Gazette",
            "text": body,
        }


def write(path: Path, size: int) -> None:
    """An archive of about that size, before it is compressed."""
    kind = path.name.partition(".")[2]
    with _opened(path, kind) as file:
        if kind == "csv":
            wrapped = io.TextIOWrapper(file, "utf-8", newline="")
            rows = csv.writer(wrapped)
            rows.writerow(["id", "title", "date", "source", "text"])
            rows.writerows(list(one.values()) for one in records(size))
            wrapped.flush()
            wrapped.detach()
            return
        for one in records(size):
            file.write(_capture(one) if kind == "warc" else json.dumps(one, ensure_ascii=False).encode() + b"\n")


def _opened(path: Path, kind: str) -> io.BufferedIOBase:
    if kind.endswith(".gz"):
        return gzip.open(path, "wb", compresslevel=1)  # type: ignore[return-value]
    if kind.endswith(".zst"):
        return zstandard.open(path, "wb")  # type: ignore[return-value]
    return path.open("wb")


def _capture(one: dict[str, str]) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in one["text"].split("\n\n"))
    body = (
        f"<html><head><title>{one['title']}</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{one['id']}\r\n"
        f"WARC-Date: 2011-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{int(one['id'][1:]):032x}>\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def measure(path: Path) -> dict[str, float]:
    """Read all of it, in this process."""
    begun, count, length = time.perf_counter(), 0, 0
    with path.open("rb") as file, unpacked(file, Limits()) as stream:
        start = stream.peek(SNIFFED)[:SNIFFED]  # type: ignore[attr-defined]
        for item in reader_of(of_start(start, of_name(path.name)))(stream, path.name, Options()):
            assert isinstance(item, Record), item  # noqa: S101
            count += 1
            length += len(item.data)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"records": count, "bytes": length, "seconds": seconds, "peak": peak}


def measured(folder: Path, kind: str, mib: int) -> dict[str, float]:
    """In a process of its own."""
    path = folder / f"archive.{kind}"
    write(path, mib * 2**20)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--measure", str(path)],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
    finally:
        path.unlink()
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mib", type=int, default=64, help="size of the larger input, before it is compressed")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.measure)))
        return
    print("| format | MiB | records | MiB a second | records a second | resident, MiB |")
    print("|---|---|---|---|---|---|")
    too_much = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in arguments.formats:
            for mib in (max(arguments.mib // 4, 1), arguments.mib):
                found = measured(Path(folder), kind, mib)
                rate, count = mib / found["seconds"], found["records"] / found["seconds"]
                figures = f"{found['records']:,} | {rate:.1f} | {count:,.0f} | {found['peak'] / 2**20:.0f}"
                print(f"| {kind} | {mib} | {figures} |", flush=True)
                if found["peak"] > BOUND:
                    too_much.append(f"{kind} at {mib} MiB")
    if too_much:
        sys.exit(f"More than {BOUND >> 20} MiB resident: {', '.join(too_much)}")


if __name__ == "__main__":
    main()
