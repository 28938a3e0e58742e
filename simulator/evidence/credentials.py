"""Credentials and lists of tools: what an answer may hold in the place of a commitment."""

from __future__ import annotations

import re

from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.word_list import word_list

_CREDENTIALS = re.compile(
    r"\bi (?:have|had) (?:\w+ )?(?:shipped|launched|led|built|trained|published|run|deployed|scaled"
    r"|delivered|managed|taught|founded|worked (?:at|for|with|on))\b"
    r"|\bi (?:shipped|launched|led|published|taught|founded|headed|worked (?:at|for|as)|spent \w+ years)\b"
    r"|\bmy (?:phd|doctorate|thesis|dissertation|degree|master's|papers?|publications|patents?|certificates?"
    r"|certifications?|career|track record|background|cv|resume)\b"
    r"|\bi (?:have|hold|got|bring) (?:a |an |the |my |over |more than |about )*(?:phd|doctorate|degree"
    r"|master's|certificat\w+|patents?|publications)\b"
    r"|\b(?:[0-9]+|several|many|ten|over a decade)(?: or more)? years (?:of (?:\w+ )?experience|in (?:the"
    r"|this) (?:field|business|industry)|as an? \w+)\b"
    r"|\bi am (?:an? )?(?:certified|award-winning|recogni[sz]ed)\b|\bin my (?:long )?experience\b"
)
"""The speaker's own past; that of a company met elsewhere is a story, which `scope` tells."""
_TOOLS = word_list(
    "pytorch tensorflow keras jax sklearn scikit-learn numpy pandas scipy xgboost lightgbm catboost spacy "
    "nltk opencv yolo resnet bert roberta gpt gpt-4 gpt-4o chatgpt claude gemini llama mistral mixtral "
    "qwen falcon langchain langgraph llamaindex haystack crewai autogen dspy pinecone weaviate qdrant "
    "milvus chroma chromadb faiss pgvector elasticsearch opensearch solr postgres postgresql mongodb "
    "cassandra dynamodb redis kafka rabbitmq spark hadoop flink airflow dagster prefect dbt snowflake "
    "databricks bigquery redshift sagemaker bedrock vertex azure aws gcp kubernetes k8s docker helm "
    "terraform ansible jenkins kubeflow mlflow wandb dvc feast ray triton vllm tensorrt onnx bentoml "
    "seldon prometheus grafana datadog splunk kibana sentry langsmith langfuse ragas arize evidently "
    "whylabs fastapi flask django streamlit gradio react tableau looker huggingface imagenet kaggle "
    "neurips"
)
_WORD = re.compile(r"[a-z][a-z0-9-]*")
_MANY = 3
"""Different tools from which on naming them is a list."""
_CLOSE = 25
"""Words within which they are one list."""


def offers_credentials(text: str | Normalised) -> bool:
    """Return whether the candidate offers a past of their own: years, degrees, what they once built."""
    return _CREDENTIALS.search(normalise(text).text) is not None


def lists_tools(text: str | Normalised) -> bool:
    """Return whether three products or libraries or more are named in one breath."""
    named = [(at, word) for at, word in enumerate(_WORD.findall(normalise(text).text)) if word in _TOOLS]
    last: dict[str, int] = {}
    for at, tool in named:
        last[tool] = at
        if sum(at - said < _CLOSE for said in last.values()) >= _MANY:
            return True
    return False
