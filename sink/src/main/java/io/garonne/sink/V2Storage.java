package io.garonne.sink;

import com.influxdb.client.BucketsQuery;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.OrganizationsQuery;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.exceptions.InfluxException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * InfluxDB 2: one bucket per lifetime, named {@code database/policy}, so that the server's virtual
 * mapping answers the same InfluxQL as 1.x. A token that may only write needs the buckets made
 * beforehand.
 */
final class V2Storage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(V2Storage.class);

  private final InfluxDBClient client;
  private final SinkSettings.Influx settings;
  private final Clock clock;
  private boolean listed;

  V2Storage(InfluxDBClient client, SinkSettings.Influx settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public @Nullable Obstacle prepare() {
    if (settings.token().isEmpty() || settings.org().isEmpty()) {
      return new Obstacle.Misconfigured("InfluxDB 2 needs influx.token and influx.org");
    }
    for (Bucket bucket : Bucket.values()) {
      Obstacle obstacle = prepare(bucket, settings.in(bucket));
      if (obstacle != null) {
        return obstacle;
      }
    }
    return null;
  }

  private @Nullable Obstacle prepare(Bucket bucket, String name) {
    try {
      if (!exists(bucket, name)) {
        create(bucket, name);
      }
      return null;
    } catch (InfluxException e) {
      // 401 to a question is a wrong token; 401 or 403 to a change is a token with fewer rights.
      boolean mayNot = e.status() == 403 || e.status() == 404 || e.status() == 422;
      if (mayNot || (e.status() == 401 && listed)) {
        LOG.warn("may not create or change bucket {}: {}", name, e.getMessage());
        return null;
      }
      return Answers.obstacle(e, clock);
    }
  }

  private boolean exists(Bucket bucket, String name) {
    listed = false;
    BucketsQuery query = new BucketsQuery();
    query.setOrg(settings.org());
    query.setName(name);
    var buckets = client.getBucketsApi().findBuckets(query);
    listed = true;
    for (var found : buckets) {
      long seconds =
          found.getRetentionRules().stream()
              .mapToLong(rule -> rule.getEverySeconds() == null ? 0 : rule.getEverySeconds())
              .findFirst()
              .orElse(0);
      Duration wanted = settings.retention(bucket);
      if (seconds != wanted.toSeconds()) {
        LOG.info("retention of {} changes from {} s to {}", name, seconds, wanted);
        found.setRetentionRules(rules(bucket));
        client.getBucketsApi().updateBucket(found);
      }
      return true;
    }
    return false;
  }

  private void create(Bucket bucket, String name) {
    OrganizationsQuery query = new OrganizationsQuery();
    query.setOrg(settings.org());
    for (var org : client.getOrganizationsApi().findOrganizations(query)) {
      client.getBucketsApi().createBucket(name, rules(bucket).getFirst(), org.getId());
      LOG.info("created bucket {}", name);
      return;
    }
    LOG.warn("organization {} is not visible: bucket {} not created", settings.org(), name);
  }

  private List<BucketRetentionRules> rules(Bucket bucket) {
    Duration retention = settings.retention(bucket);
    BucketRetentionRules rules = new BucketRetentionRules();
    rules.setEverySeconds(Math.toIntExact(retention.toSeconds()));
    rules.setShardGroupDurationSeconds(Storage.shardSeconds(bucket, retention));
    return List.of(rules);
  }
}
