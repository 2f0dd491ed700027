package io.diabolo.hiring;

import io.diabolo.platform.Texts;
import java.util.Map;

/**
 * All that a job's public page shows.
 *
 * @param sent whether an application has just been sent
 * @param refused text key of why nothing was taken; empty where that isn't so
 */
record PublicJobPage(
        String link,
        PublicJobs.Shown shown,
        boolean sent,
        Map<String, String> typed,
        Map<String, String> faults,
        String refused,
        Texts texts) {
    JobDocument doc() {
        return shown.doc();
    }

    String t(String key, Object... args) {
        return texts.text(doc().locale(), key, args);
    }

    String shown(String field) {
        return typed.getOrDefault(field, "");
    }

    String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    String path() {
        return "/j/" + link;
    }
}
