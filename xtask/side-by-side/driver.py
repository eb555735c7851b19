"""Runs command lines of the AWS CLI, each in a fork of this one process, where its modules are loaded already.

From standard input, one JSON object a line: `args`, the arguments after `aws`, and `env`, what is added to the
environment. To standard output, one a line: `status`, and `stdout` and `stderr` in hexadecimal digits. The first line,
before any is read, has the version, and the members of structures as its model has them.

A fork is as good as a process: it has its own memory and file descriptors, and nothing of one run reaches the next.
"""

import json
import os
import signal
import sys
import tempfile

import awscli
import awscli.clidriver

# Seconds. What takes longer hangs, and is ended by a signal.
PATIENCE = 30

# Only read; loading them once is what saves the time.
WARM_DATA = ("endpoints", "partitions", "sdk-default-configuration", "cli")


def warm(service):
    """A driver that has run nothing, with its large files read; and the members of structures."""
    driver = awscli.clidriver.create_clidriver()
    loader = driver.session.get_component("data_loader")
    for name in WARM_DATA:
        try:
            loader.load_data(name)
        except Exception:  # Another version may keep it elsewhere; then it is only slower.
            pass
    driver.session.get_available_services()
    for kind in ("endpoint-rule-set-1", "paginators-1"):
        try:
            loader.load_service_model(service, kind)
        except Exception:
            pass
    model = loader.load_service_model(service, "service-2")
    shapes = model["shapes"].items()
    return driver, {name: list(shape["members"]) for name, shape in shapes if shape["type"] == "structure"}


def entry(driver, args):
    """What the program does with its arguments; version 2 has something around the driver."""
    point = getattr(awscli.clidriver, "AWSCLIEntryPoint", None)
    if point is None:
        return driver.main(args)
    with awscli.clidriver.start_as_current_context():
        return point(driver).main(args)


def child(driver, job, files):
    """Does what the program `aws` does, with the file descriptors of a process of its own. Does not return."""
    signal.alarm(PATIENCE)
    for number, file in enumerate(files):
        os.dup2(file.fileno(), number)
    if job["env"]:
        os.environ.update(job["env"])
        driver = awscli.clidriver.create_clidriver()  # This one has read the environment already.
    sys.argv = ["aws", *job["args"]]
    try:
        status = entry(driver, job["args"])
    except SystemExit as end:
        status = end.code
    except BaseException:
        import traceback

        traceback.print_exc()
        status = 1
    if status is None:
        status = 0
    elif not isinstance(status, int):
        print(status, file=sys.stderr)
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status & 0xFF)


def run(driver, job):
    """One command line: what came of it."""
    files = [tempfile.TemporaryFile() for _ in range(3)]
    process = os.fork()
    if process == 0:
        child(driver, job, files)
    _, status = os.waitpid(process, 0)
    texts = []
    for file in files[1:]:
        file.seek(0)
        texts.append(file.read().hex())
        file.close()
    files[0].close()
    return {"status": os.waitstatus_to_exitcode(status), "stdout": texts[0], "stderr": texts[1]}


def main():
    # The descriptors 0 to 2 are the children's; what is read ahead here must not be theirs.
    jobs = os.fdopen(os.dup(0), "r", encoding="utf-8")
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    driver, members = warm(sys.argv[1])
    print(json.dumps({"version": awscli.__version__, "members": members}), file=output, flush=True)
    for line in jobs:
        print(json.dumps(run(driver, json.loads(line))), file=output, flush=True)


if __name__ == "__main__":
    main()
