//! CloudWatch: creates alarms and lists them, writes 510 values in one compressed request, lists metrics by pages, computes sums, receives
//! a modelled error, and deletes the alarms. cloudwatch.py does the same.

use std::error::Error;

use cloudwatch::blocking::Client;
use cloudwatch::config::Environment;
use cloudwatch::operation::{
    DeleteAlarmsInput, DescribeAlarmsInput, GetMetricDataInput, ListMetricsInput, PutMetricAlarmInput,
    PutMetricDataError, PutMetricDataInput,
};
use cloudwatch::types::{
    ComparisonOperator, Dimension, Metric, MetricDataQuery, MetricDatum, MetricStat, ScanBy, StandardUnit,
    Statistic,
};
use cloudwatch::{CallError, Timestamp};

const ALARMS: [&str; 3] = ["slow-a", "slow-b", "slow-c"];
/// 2026-11-01T00:00:00Z
const START: i64 = 1_793_491_200;

/// Also for cloudwatch-cbor.rs.
pub fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    for name in ALARMS {
        client.put_metric_alarm(alarm(name)).send()?;
    }
    for alarm in client.describe_alarms(DescribeAlarmsInput::new().alarm_name_prefix("slow")).items() {
        let alarm = alarm?;
        let (name, arn) = (alarm.alarm_name.unwrap_or_default(), alarm.alarm_arn.unwrap_or_default());
        let (state, period) = (alarm.state_value.ok_or("no state")?, alarm.period.unwrap_or(-1));
        println!("alarm: {name} {arn} {state} {:?} {period}", alarm.threshold.unwrap_or(-1.0));
    }
    metrics(&client)?;
    let not_a_number = MetricDatum::new("orders").value(f64::NAN);
    match client.put_metric_data(PutMetricDataInput::new("shop").metric_data([not_a_number])).send() {
        Err(error @ CallError::Service(PutMetricDataError::InvalidParameterValueException(_))) => {
            println!(
                "error: {} | {}",
                error.code().unwrap_or("no code"),
                error.message().unwrap_or("no message")
            );
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    client.delete_alarms(DeleteAlarmsInput::new(ALARMS.map(str::to_owned))).send()?;
    let rest = client.describe_alarms(DescribeAlarmsInput::new()).send()?.metric_alarms;
    println!("alarms: {:?}", rest.ok_or("no list")?);
    Ok(())
}

fn alarm(name: &str) -> PutMetricAlarmInput {
    PutMetricAlarmInput::new(name)
        .alarm_description("latency > 1.5 s")
        .actions_enabled(false)
        .metric_name("latency")
        .namespace("shop")
        .statistic(Statistic::Average)
        .dimensions([Dimension::new("host", "a/b")])
        .period(60)
        .unit(StandardUnit::Seconds)
        .evaluation_periods(3)
        .threshold(1.5)
        .comparison_operator(ComparisonOperator::GreaterThanThreshold)
}

/// More values than a page of ListMetrics has, and more than 10 KiB: the body is compressed.
fn metrics(client: &Client) -> Result<(), Box<dyn Error>> {
    let mut data = Vec::new();
    for number in 0..510 {
        let value = MetricDatum::new("orders")
            .dimensions([Dimension::new("number", number.to_string())])
            .timestamp(Timestamp::from_epoch(START + i64::from(number) % 3 * 60, 250_000_000)?)
            .value(f64::from(number) * 0.25)
            .unit(StandardUnit::Count);
        data.push(value);
    }
    client.put_metric_data(PutMetricDataInput::new("shop").metric_data(data)).send()?;
    for page in client.list_metrics(ListMetricsInput::new().namespace("shop")).pages() {
        let metrics = page?.metrics.unwrap_or_default();
        let dimensions = |metric: Option<&Metric>| -> Vec<String> {
            let all = metric.and_then(|metric| metric.dimensions.clone()).unwrap_or_default();
            // As Python prints a dictionary.
            all.iter().map(|one| format!("{{'Name': '{}', 'Value': '{}'}}", one.name, one.value)).collect()
        };
        let (first, last) = (dimensions(metrics.first()), dimensions(metrics.last()));
        println!("page: {} [{}] [{}]", metrics.len(), first.join(", "), last.join(", "));
    }
    let metric = Metric::new().namespace("shop").metric_name("orders");
    let query = MetricDataQuery::new("sum")
        .metric_stat(MetricStat::new(metric, 60, "Sum"))
        .label("orders per minute");
    let times = (Timestamp::from_epoch(START, 0)?, Timestamp::from_epoch(START + 3600, 0)?);
    let input = GetMetricDataInput::new([query], times.0, times.1).scan_by(ScanBy::TimestampAscending);
    for result in client.get_metric_data(input).items() {
        let result = result?;
        let (id, label) = (result.id.unwrap_or_default(), result.label.unwrap_or_default());
        let times: Vec<String> = result.timestamps.iter().flatten().map(|time| format!("'{time}'")).collect();
        let (times, values) = (times.join(", "), result.values.unwrap_or_default());
        println!("result: {id} {label} {} [{times}] {values:?}", result.status_code.ok_or("no status")?);
    }
    Ok(())
}
