package io.diabolo.support;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where customers find this Diabolo. */
@Component
public class SupportAddress {
    private static final Set<String> AT_HOME = Set.of("localhost", "127.0.0.1");
    private final String setting;

    SupportAddress(@Value("${diabolo.public-url:}") String setting) {
        this.setting = setting.strip().replaceFirst("/+$", "");
    }

    /** As set, else as the member who looks found it. */
    public String shown() {
        return setting.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : setting;
    }

    /**
     * For a mail to a customer. A request may claim any host, so without the setting only a trial on one's own machine has
     * an address. Null where there is none.
     */
    public @Nullable String mailed() {
        if (!setting.isEmpty() || RequestContextHolder.getRequestAttributes() == null) {
            return setting.isEmpty() ? null : setting;
        }
        var found = ServletUriComponentsBuilder.fromCurrentContextPath().build();
        return AT_HOME.contains(String.valueOf(found.getHost())) ? found.toUriString() : null;
    }
}
