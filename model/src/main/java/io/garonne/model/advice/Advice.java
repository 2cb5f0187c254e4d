package io.garonne.model.advice;

/** Something that people could do, or what became of something they did; a record of the topic. */
public sealed interface Advice
    permits AdviceMade,
        BeforeAfter,
        Candidate,
        GeneratorMonth,
        IdleServer,
        LeastHeadroom,
        ModelEnergy,
        OffHours,
        PeakLoad,
        PowerUsage,
        PrinterAdvice,
        SiteSchedule,
        Unused,
        UnusedPersonal {
  /** The record's key: its kind, a bar, and what it is about; written in the topic as it is. */
  String key();
}
