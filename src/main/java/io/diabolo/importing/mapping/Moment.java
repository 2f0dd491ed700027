package io.diabolo.importing.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A date as a file gives it: often without time, hardly ever with a zone. */
public record Moment(
        LocalDate day, @Nullable LocalTime time, @Nullable ZoneOffset offset) {
    /** The instant; a day without time begins at midnight in the zone given, which is used where none is written. */
    public Instant at(ZoneId zone) {
        var local = day.atTime(time == null ? LocalTime.MIDNIGHT : time);
        return offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
    }

    /** The day it was in that zone. */
    public LocalDate dayIn(ZoneId zone) {
        return offset == null ? day : at(zone).atZone(zone).toLocalDate();
    }
}
