package io.diabolo.meetings;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A calendar program wants the whole address, where pages do with a path. */
@Component
class CalendarAddress {
    private final String publicUrl;

    CalendarAddress(@Value("${diabolo.public-url:}") String publicUrl) {
        this.publicUrl = publicUrl.strip().replaceFirst("/+$", "");
    }

    /** As set, else as the member who looks found this Diabolo. */
    String of(String path) {
        var base = publicUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : publicUrl;
        return base + path;
    }
}
