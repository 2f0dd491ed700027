package io.diabolo.hiring;

import io.diabolo.platform.WorkspaceScope;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody may do by a job's link: read it while it is published, and apply. */
@Service
class PublicJobs {
    private final JobDescriptions jobs;
    private final JobDocuments documents;
    private final JobPosting posting;
    private final JobAddress address;
    private final HiringSettings settings;
    private final Applications applications;
    /** A member of another workspace who follows the link reads in a transaction of their own. */
    private final TransactionTemplate apart;

    PublicJobs(
            JobDescriptions jobs,
            JobDocuments documents,
            JobPosting posting,
            JobAddress address,
            HiringSettings settings,
            Applications applications,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.documents = documents;
        this.posting = posting;
        this.address = address;
        this.settings = settings;
        this.applications = applications;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * @param open whether one may apply; else only that is told
     * @param posting as search engines read it; empty where it isn't open
     * @param months how long candidates are kept
     */
    record Shown(JobDocument doc, boolean open, String posting, int months) {}

    enum Answer {
        TAKEN,
        /** So many came from that address that nothing is kept. */
        OFTEN,
        CLOSED
    }

    /** Null where the link opens nothing: a draft has none. */
    @Nullable
    Shown show(JobLink link) {
        return apart.execute(_ -> {
            var job = jobs.byLink(link);
            if (job == null || job.state().equals("draft")) {
                return null;
            }
            var doc = documents.of(job);
            var open = job.isOpen(applications.today());
            return new Shown(
                    doc,
                    open,
                    open ? posting.of(job, doc, address.of(link.text())) : "",
                    settings.present().months());
        });
    }

    Locale locale(JobLink link) {
        var locale = apart.execute(_ -> {
            var job = jobs.byLink(link);
            return job == null ? Locale.FRANCE : job.locale();
        });
        return locale == null ? Locale.FRANCE : locale;
    }

    Answer apply(JobLink link, Applications.Sent sent, String from) {
        if (!applications.lets(from, link)) {
            return Answer.OFTEN;
        }
        return WorkspaceScope.in(link.workspace(), () -> {
            var taken = apart.execute(_ -> {
                var job = jobs.byLink(link);
                if (job == null || !job.isOpen(applications.today())) {
                    return Answer.CLOSED;
                }
                applications.receive(job, link, sent);
                return Answer.TAKEN;
            });
            return taken == null ? Answer.CLOSED : taken;
        });
    }
}
