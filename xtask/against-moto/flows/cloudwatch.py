"""The flow of cloudwatch.rs, by boto3."""

from datetime import datetime, timedelta, timezone

import boto3

client = boto3.client("cloudwatch")
names = ("slow-a", "slow-b", "slow-c")
start = datetime(2026, 11, 1, tzinfo=timezone.utc)

for name in names:
    client.put_metric_alarm(
        AlarmName=name,
        AlarmDescription="latency > 1.5 s",
        ActionsEnabled=False,
        MetricName="latency",
        Namespace="shop",
        Statistic="Average",
        Dimensions=[{"Name": "host", "Value": "a/b"}],
        Period=60,
        Unit="Seconds",
        EvaluationPeriods=3,
        Threshold=1.5,
        ComparisonOperator="GreaterThanThreshold",
    )
for alarm in client.get_paginator("describe_alarms").paginate(AlarmNamePrefix="slow").search("MetricAlarms[]"):
    print("alarm:", alarm["AlarmName"], alarm["AlarmArn"], alarm["StateValue"], alarm["Threshold"], alarm["Period"])

# More than one page of ListMetrics has, and more than 10 KiB: the body is compressed.
data = [
    {
        "MetricName": "orders",
        "Dimensions": [{"Name": "number", "Value": str(number)}],
        "Timestamp": start + timedelta(minutes=number % 3, milliseconds=250),
        "Value": number * 0.25,
        "Unit": "Count",
    }
    for number in range(510)
]
client.put_metric_data(Namespace="shop", MetricData=data)
for page in client.get_paginator("list_metrics").paginate(Namespace="shop"):
    metrics = page["Metrics"]
    print("page:", len(metrics), metrics[0]["Dimensions"], metrics[-1]["Dimensions"])

query = {
    "Id": "sum",
    "MetricStat": {"Metric": {"Namespace": "shop", "MetricName": "orders"}, "Period": 60, "Stat": "Sum"},
    "Label": "orders per minute",
}
results = client.get_metric_data(
    MetricDataQueries=[query], StartTime=start, EndTime=start + timedelta(hours=1), ScanBy="TimestampAscending"
)["MetricDataResults"]
for result in results:
    times = [time.strftime("%Y-%m-%dT%H:%M:%SZ") for time in result["Timestamps"]]
    print("result:", result["Id"], result["Label"], result["StatusCode"], times, result["Values"])

try:
    client.put_metric_data(Namespace="shop", MetricData=[{"MetricName": "orders", "Value": float("nan")}])
except client.exceptions.InvalidParameterValueException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])

client.delete_alarms(AlarmNames=list(names))
print("alarms:", client.describe_alarms()["MetricAlarms"])
