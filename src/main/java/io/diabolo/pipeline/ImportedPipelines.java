package io.diabolo.pipeline;

import io.diabolo.importing.Applying;

/** The pipelines that rows of a file name. */
final class ImportedPipelines {
    private ImportedPipelines() {}

    /** A pipeline that nobody knew is one of the workspace's own from now on, called as the file calls it. */
    static void write(Applying applying) {
        applying.run("opportunity", """
                update %s s set pipeline = p.key from pipeline p
                where s.pipeline is not null and p.deleted_at is null and fold(p.name) = fold(s.pipeline)
                """);
        applying.run("opportunity", """
                insert into pipeline (key, name, created_in)
                select pipeline_key(s.pipeline), left(min(s.pipeline), 60), ? from %s s
                where s.action in ('create', 'update') and s.pipeline is not null
                  and pipeline_key(s.pipeline) not in ('new_business', 'renewal', 'expansion', 'partner')
                group by 1
                on conflict (workspace_id, key) where deleted_at is null do nothing
                """, applying.changeSet());
    }
}
