"""Who does the work of a run: processes of this machine, threads that drive confined processes, or a Dask cluster.

All are `concurrent.futures.Executor`; a workflow sees a `Crew`, which hands out jobs a few at a time and yields what
became of them in order.
"""

from contractkit.workflows.executors.crew import Crew, CrewOptions, Done, bearable, open_crew
from contractkit.workflows.executors.opening import Opening, WorkerLost

__all__ = ["Crew", "CrewOptions", "Done", "Opening", "WorkerLost", "bearable", "open_crew"]
