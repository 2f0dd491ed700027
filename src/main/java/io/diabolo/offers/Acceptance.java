package io.diabolo.offers;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a quote was accepted, with what proves it: a simple electronic signature in the sense of eIDAS (art. 25), bound to the
 * document by its hash and to the person by a code that was mailed to them.
 *
 * @param outside whether it was accepted elsewhere, and a member handed the file in
 * @param documentHash SHA-256 of the PDF that was looked at
 * @param fileId the signed PDF, or the file that was handed in
 * @param recordedBy null when the customer did it on the page
 */
record Acceptance(
        UUID quote,
        boolean outside,
        String name,
        String position,
        String email,
        String consent,
        String signature,
        String drawn,
        String address,
        String agent,
        List<UUID> options,
        String documentHash,
        @Nullable UUID fileId,
        String fileHash,
        @Nullable MemberId recordedBy,
        Instant at) {
    /** Without what tells who it was. */
    Acceptance unnamed() {
        return new Acceptance(
                quote,
                outside,
                "…",
                "",
                "",
                consent,
                "",
                "",
                "",
                "",
                options,
                documentHash,
                fileId,
                fileHash,
                recordedBy,
                at);
    }

    Acceptance kept(UUID file, String hash) {
        return new Acceptance(
                quote,
                outside,
                name,
                position,
                email,
                consent,
                signature,
                drawn,
                address,
                agent,
                options,
                documentHash,
                file,
                hash,
                recordedBy,
                at);
    }
}
