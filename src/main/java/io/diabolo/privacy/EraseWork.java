package io.diabolo.privacy;

import io.diabolo.platform.Jobs;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** An erasure as a job: after a crash it goes on where it was. */
@Component
class EraseWork implements Jobs.Work {
    static final String KIND = "erasure";
    private final Erasing erasing;

    EraseWork(Erasing erasing) {
        this.erasing = erasing;
    }

    record Wanted(List<UUID> erasures) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var wanted = run.input(Wanted.class);
        erasing.run(wanted.erasures());
        run.progress(wanted.erasures().size(), wanted.erasures().size());
        return Map.of();
    }
}
