"""JMeter and Locust, which need longer runs and are measured when asked for."""
import re
from xml.sax.saxutils import escape

from .tools import BENCHMARKS, SCRIPTS, Counts, Load, Tool, own_environment

VENV = BENCHMARKS / ".build" / "locust"
JMETER_CLASSES = BENCHMARKS / ".build" / "jmeter"


# MARK: - JMeter

def element(kind: str, gui: str, name: str, **properties) -> str:
    """An element of a plan, with the empty tree that follows it."""
    texts = "".join(
        f'<stringProp name="{key.replace("__", ".")}">{escape(str(value))}</stringProp>'
        for key, value in properties.items())
    return (f'<{kind} guiclass="{gui}" testclass="{kind}" testname="{escape(name)}" enabled="true">'
            f"{texts}{{content}}</{kind}>")


def tree(head: str, *children: str, content: str = "") -> str:
    return head.replace("{content}", content) + f"<hashTree>{''.join(children)}</hashTree>"


def sampler(load: Load, path: str, *children: str, body: str = "") -> str:
    host, port = load.server.removeprefix(f"{load.scheme}://").split(":")
    head = element(
        "HTTPSamplerProxy", "HttpTestSampleGui", path,
        HTTPSampler__implementation="HttpClient4", HTTPSampler__protocol=load.scheme,
        HTTPSampler__domain=host, HTTPSampler__port=port, HTTPSampler__path=path,
        HTTPSampler__method="POST" if body else "GET",
        HTTPSampler__connect_timeout=10_000, HTTPSampler__response_timeout=30_000)
    argument = (
        '<elementProp name="" elementType="HTTPArgument">'
        '<boolProp name="HTTPArgument.always_encode">false</boolProp>'
        f'<stringProp name="Argument.value">{escape(body)}</stringProp>'
        '<stringProp name="Argument.metadata">=</stringProp></elementProp>') if body else ""
    content = (
        f'<boolProp name="HTTPSampler.use_keepalive">{str(load.request != "fresh").lower()}</boolProp>'
        f'<boolProp name="HTTPSampler.postBodyRaw">{str(bool(body)).lower()}</boolProp>'
        '<elementProp name="HTTPsampler.Arguments" elementType="Arguments">'
        f'<collectionProp name="Arguments.arguments">{argument}</collectionProp></elementProp>')
    return tree(head, *children, content=content)


def headers(**values) -> str:
    content = "".join(
        '<elementProp name="" elementType="Header">'
        f'<stringProp name="Header.name">{name.replace("_", "-")}</stringProp>'
        f'<stringProp name="Header.value">{escape(value)}</stringProp></elementProp>'
        for name, value in values.items())
    return tree(
        element("HeaderManager", "HeaderPanel", "headers"),
        content=f'<collectionProp name="HeaderManager.headers">{content}</collectionProp>')


def capture(name: str, pattern: str) -> str:
    return tree(element(
        "RegexExtractor", "RegexExtractorGui", name, RegexExtractor__useHeaders="false",
        RegexExtractor__refname=name, RegexExtractor__regex=pattern,
        RegexExtractor__template="$1$", RegexExtractor__match_number=1))


def check(text: str) -> str:
    return tree(
        element("ResponseAssertion", "AssertionGui", text,
                Assertion__test_field="Assertion.response_data"),
        content='<intProp name="Assertion.test_type">16</intProp>'
                '<collectionProp name="Asserion.test_strings">'
                f'<stringProp name="0">{escape(text)}</stringProp></collectionProp>')


def jmeter_samplers(load: Load) -> list:
    if load.request != "mixed":
        return [sampler(load, "/large" if load.request == "large" else "/health")]
    bearer = headers(Authorization="Bearer ${token}")
    return [
        sampler(load, "/login", headers(Content_Type="application/json"),
                capture("token", '"token":"(\\w+)"'),
                body='{"user":"ann","password":"secret"}'),
        sampler(load, "/items", bearer, check("lamp")),
        sampler(load, "/items/7", bearer, check("lamp")),
    ]


def jmeter_plan(load: Load) -> str:
    group = element(
        "ThreadGroup", "ThreadGroupGui", "users", ThreadGroup__on_sample_error="continue",
        ThreadGroup__num_threads=load.users, ThreadGroup__ramp_time=1,
        ThreadGroup__duration=load.seconds)
    loops = (
        '<elementProp name="ThreadGroup.main_controller" elementType="LoopController">'
        '<boolProp name="LoopController.continue_forever">false</boolProp>'
        '<intProp name="LoopController.loops">-1</intProp></elementProp>'
        '<boolProp name="ThreadGroup.scheduler">true</boolProp>'
        '<longProp name="ThreadGroup.start_time">0</longProp>'
        '<longProp name="ThreadGroup.end_time">0</longProp>')
    test = element("TestPlan", "TestPlanGui", "benchmark")
    return ('<?xml version="1.0" encoding="UTF-8"?>'
            '<jmeterTestPlan version="1.2" properties="2.8" jmeter="2.13"><hashTree>'
            + tree(test, tree(group, *jmeter_samplers(load), content=loops))
            + "</hashTree></jmeterTestPlan>")


def jmeter_command(load: Load) -> list:
    plan, results = load.folder / "plan.jmx", load.folder / "results.jtl"
    plan.write_text(jmeter_plan(load))
    results.unlink(missing_ok=True)
    return ["jmeter", "-n", "-t", plan, "-l", results, "-j", load.folder / "jmeter.log",
            "-Jjmeterengine.nongui.port=0", "-Jhttpclient4.retrycount=0",
            "-Jjmeter.save.saveservice.output_format=csv",
            "-Jjmeter.save.saveservice.print_field_names=true"]


def jmeter_counts(output: str, load: Load) -> Counts:
    with open(load.folder / "results.jtl", encoding="utf-8") as results:
        success = next(results).rstrip().split(",").index("success")
        rows = [row.rstrip().split(",") for row in results]
    return Counts(len(rows), sum(row[success] != "true" for row in rows))


JMETER = Tool(
    "JMeter", jmeter_command, jmeter_counts,
    # Debian's launcher puts JAVA_CLASSPATH before JMeter's archive.
    lambda load: {"JAVA_CLASSPATH": str(JMETER_CLASSES),
                  "JAVA_ARGS": "-Xmx4g -Xss256k -Djava.awt.headless=true"},
    packages=("jmeter", "jmeter-http", "openjdk-17-jdk-headless"), length=5)


# MARK: - Locust

def locust_counts(output: str, load: Load) -> Counts:
    def total(figure: str) -> int:
        return sum(map(int, re.findall(rf'"{figure}": (\d+)', output)))
    return Counts(total("num_requests"), total("num_failures"))


LOCUST = Tool(
    "Locust", lambda load: [
        VENV / "bin" / "locust", "-f", SCRIPTS / "locustfile.py", "--headless",
        "--json", "-u", load.users, "-r", load.users, "-t", f"{load.seconds}s",
        "--exit-code-on-error", 0, "--host", load.server],
    locust_counts, own_environment, version=(str(VENV / "bin" / "locust"), "--version"), length=5)
