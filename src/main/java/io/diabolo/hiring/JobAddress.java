package io.diabolo.hiring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where candidates find a job's page. */
@Component
class JobAddress {
    private final String setting;

    JobAddress(@Value("${diabolo.public-url:}") String setting) {
        this.setting = setting.strip().replaceFirst("/+$", "");
    }

    /** As set, else as whoever looks found this Diabolo. */
    String of(String link) {
        var site = !setting.isEmpty() || RequestContextHolder.getRequestAttributes() == null
                ? setting
                : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        return site + "/j/" + link;
    }
}
