package io.garonne.model.advice;

import java.time.LocalDate;

/**
 * That somebody has decided to leave something as it is for now.
 *
 * @param until last day of it
 * @param reason why
 * @param decidedBy who
 */
public record Kept(LocalDate until, String reason, String decidedBy) {}
