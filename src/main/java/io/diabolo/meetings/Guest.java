package io.diabolo.meetings;

import java.time.Instant;
import java.time.ZoneId;

/** Who books a meeting for themselves, as they write it down. */
record Guest(
        String firstName,
        String lastName,
        String email,
        String phone,
        String company,
        String notes,
        ZoneId zone,
        Instant start) {}
