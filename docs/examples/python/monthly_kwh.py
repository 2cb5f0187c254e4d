"""Prints kWh by month and site from energy.totals.v1 as CSV: month,site,kwh,status.

Needs confluent-kafka (its librdkafka reads zstd) and Python 3.9 or later:

    pip install confluent-kafka
    python3 monthly_kwh.py 127.0.0.1:9092
"""

import csv
import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

TOPIC = "energy.totals.v1"


def newest_per_key(bootstrap):
    """The topic up to its present end: a later record of a key replaces the one before."""
    from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, TopicPartition

    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "unused",  # asked for by the library; nothing is committed
            "enable.auto.commit": False,
            # What streams has not committed yet may never have been.
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
        }
    )
    newest = {}
    try:
        topic = consumer.list_topics(TOPIC, timeout=20).topics[TOPIC]
        if topic.error is not None:
            raise KafkaException(topic.error)
        consumer.assign([TopicPartition(TOPIC, p, OFFSET_BEGINNING) for p in topic.partitions])
        left = set(topic.partitions)
        while left:
            message = consumer.poll(10)
            if message is None:
                raise TimeoutError(f"{bootstrap} says nothing more of partitions {sorted(left)}")
            if message.error() is not None:
                if message.error().name() != "_PARTITION_EOF":
                    raise KafkaException(message.error())
                left.discard(message.partition())
            elif message.value() is None:
                newest.pop(message.key(), None)
            else:
                newest[message.key()] = message.value()
    finally:
        consumer.close()
    return newest


def monthly(records):
    """Rows of month, site, kWh, status.

    Corrections replace a total, so a month is one record: nothing is added up but what sites of
    one name have in several entities.
    """
    sums = {}
    for record in records:
        total = json.loads(record)
        of_site = "site" in total and not {"equipmentClass", "family", "device"} & total.keys()
        if of_site and total["period"] == "month":
            start = datetime.fromisoformat(total["start"].replace("Z", "+00:00"))
            month = start.astimezone(ZoneInfo(total["zone"])).strftime("%Y-%m")
            millijoules, status = sums.get((month, total["site"]), (0, total["status"]))
            sums[month, total["site"]] = (
                millijoules + total["energyMillijoules"],
                status if status == total["status"] else "provisional",
            )
    return [(*key, mj / 3_600_000_000, status) for key, (mj, status) in sorted(sums.items())]


if __name__ == "__main__":
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("month", "site", "kwh", "status"))
    out.writerows(monthly(newest_per_key(sys.argv[1] if sys.argv[1:] else "127.0.0.1:9092").values()))
