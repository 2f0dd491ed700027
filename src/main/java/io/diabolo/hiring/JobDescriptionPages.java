package io.diabolo.hiring;

import io.diabolo.organisation.Position;
import io.diabolo.organisation.Positions;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.roles.SearchStrings;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a job description's page together. */
@Component
class JobDescriptionPages {
    private final JobDescriptions jobs;
    private final JobDocuments documents;
    private final Positions positions;
    private final Candidates candidates;
    private final JobAddress address;

    JobDescriptionPages(
            JobDescriptions jobs,
            JobDocuments documents,
            Positions positions,
            Candidates candidates,
            JobAddress address) {
        this.jobs = jobs;
        this.documents = documents;
        this.positions = positions;
        this.candidates = candidates;
        this.address = address;
    }

    /** What its forms may send. */
    List<String> fields() {
        return Stream.concat(JobDescriptionPage.CONDITIONS.stream(), DescriptionPart.ids().stream())
                .toList();
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public JobDescriptionPage of(
            UUID id, Map<String, String> typed, Map<String, String> faults, Map<String, String> theirs, Ui ui) {
        var job = jobs.get(id, ui.me());
        var position = position(job.position());
        return new JobDescriptionPage(
                job,
                position == null ? "" : position.title(),
                position == null ? "" : search(position.role(), job),
                documents.of(job),
                typed,
                faults,
                theirs,
                job.link() == null ? "" : address.of(job.link()),
                candidates.counts(id, ui.me()),
                HiringRights.hires(ui.me()));
    }

    private @Nullable Position position(UUID id) {
        try {
            return positions.get(id);
        } catch (NoSuchRecord _) {
            return null;
        }
    }

    /** Titles in the language of the job, in its country where there are some for it. */
    private static String search(CanonicalRole role, JobDescription job) {
        var country = job.terms().country();
        return "/roles/" + role.id() + "?language=" + job.language()
                + (SearchStrings.countries(job.language()).contains(country) ? "&country=" + country : "") + "#search";
    }
}
