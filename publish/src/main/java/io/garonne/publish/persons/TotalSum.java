package io.garonne.publish.persons;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;

/** Totals of one local time, added up. */
public final class TotalSum {
  private long measured;
  private long interpolated;
  private long estimated;
  private long allocated;
  private long coveredMillis;
  private long bookedMillis;
  private long registeredMillis;
  private long expectedMillis;
  private long pages;
  private long pagesBookedMillis;
  private int pageCounters;
  private PageKinds pageKinds = PageKinds.NONE;
  private int devices;
  private int expected;
  private long high;
  private int revision;
  private boolean provisional;
  private Causes causes = Causes.UNKNOWN;

  /** Adds one. */
  public void add(Total total) {
    measured += total.measured();
    interpolated += total.interpolated();
    estimated += total.estimated();
    allocated += total.allocated();
    coveredMillis += total.coveredMillis();
    bookedMillis += total.bookedMillis();
    registeredMillis += total.registeredMillis();
    expectedMillis += total.expectedMillis();
    pages += total.pages();
    pagesBookedMillis += total.pagesBookedMillis();
    pageCounters += total.pageCounters();
    pageKinds = pageKinds.plus(total.pageKinds());
    devices += total.devices();
    expected += total.expected();
    high += total.high();
    revision = Math.max(revision, total.revision());
    provisional |= total.status() != Total.Status.FINAL;
    causes = causes.plus(total.causes());
  }

  /** These and others, apart from both. */
  TotalSum and(TotalSum others) {
    TotalSum both = new TotalSum();
    both.addAll(this);
    both.addAll(others);
    return both;
  }

  private void addAll(TotalSum other) {
    measured += other.measured;
    interpolated += other.interpolated;
    estimated += other.estimated;
    allocated += other.allocated;
    coveredMillis += other.coveredMillis;
    bookedMillis += other.bookedMillis;
    registeredMillis += other.registeredMillis;
    expectedMillis += other.expectedMillis;
    pages += other.pages;
    pagesBookedMillis += other.pagesBookedMillis;
    pageCounters += other.pageCounters;
    pageKinds = pageKinds.plus(other.pageKinds);
    devices += other.devices;
    expected += other.expected;
    high += other.high;
    revision = Math.max(revision, other.revision);
    provisional |= other.provisional;
    causes = causes.plus(other.causes);
  }

  /** Whether a total is of these: of the same energies and pages. */
  boolean agrees(Total total) {
    return measured == total.measured()
        && interpolated == total.interpolated()
        && estimated == total.estimated()
        && allocated == total.allocated()
        && pages == total.pages()
        && pageKinds.equals(total.pageKinds());
  }

  /** The sum in the place of a total: of its time, as settled as it is. */
  public Total as(Total total) {
    return as(total.scope(), total, total.revision(), total.status());
  }

  /** The sum under another name, with the period of one of these; final if all of them are. */
  public Total as(Scope scope, Total like) {
    return as(scope, like, revision, provisional ? Total.Status.PROVISIONAL : Total.Status.FINAL);
  }

  private Total as(Scope scope, Total like, int asRevision, Total.Status status) {
    return new Total(
        scope,
        like.period(),
        like.start(),
        like.end(),
        like.zone(),
        measured,
        interpolated,
        estimated,
        allocated,
        coveredMillis,
        bookedMillis,
        registeredMillis,
        expectedMillis,
        pages,
        pagesBookedMillis,
        pageCounters,
        pageKinds,
        devices,
        expected,
        high,
        asRevision,
        status,
        like.method(),
        false,
        causes);
  }
}
