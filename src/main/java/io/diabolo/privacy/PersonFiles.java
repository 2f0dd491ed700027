package io.diabolo.privacy;

import static io.diabolo.jooq.Tables.JOB;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The right of access (GDPR art. 15): all that is kept about one person, as one file. For administrators. */
@Service
public class PersonFiles {
    private final DSLContext sql;
    private final Jobs jobs;
    private final Files files;

    PersonFiles(DSLContext sql, Jobs jobs, Files files) {
        this.sql = sql;
        this.jobs = jobs;
        this.files = files;
    }

    /** Begins to gather it. @return the job @throws NoSuchRecord when there is no such person */
    @Transactional
    public UUID begin(UUID person, Actor me) {
        me.mayAdminister();
        if (!sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.MERGED_INTO.isNull())) {
            throw new NoSuchRecord("person", person);
        }
        return jobs.submit(PersonFileWork.KIND, "", new PersonFileWork.Wanted(person), me);
    }

    /** Those made for this person lately, the newest first. */
    @Transactional(readOnly = true)
    public List<Jobs.Job> of(UUID person, Actor me) {
        me.mayAdminister();
        return sql
                .select(JOB.ID)
                .from(JOB)
                .where(JOB.KIND.eq(PersonFileWork.KIND))
                .and(field("input ->> 'person'", String.class).eq(val(person.toString())))
                .orderBy(JOB.CREATED_AT.desc(), JOB.ID)
                .limit(5)
                .fetch(JOB.ID)
                .stream()
                .map(jobs::find)
                .toList();
    }

    public Jobs.Job find(UUID id, Actor me) {
        me.mayAdminister();
        var job = jobs.find(id);
        if (!job.kind().equals(PersonFileWork.KIND)) {
            throw new NoSuchRecord("data_file", id);
        }
        return job;
    }

    /** @throws NoSuchRecord when it isn't ready, or gone with the person */
    public Files.StoredFile file(UUID id, Actor me) {
        var file = find(id, me).file();
        if (file == null) {
            throw new NoSuchRecord("file", id);
        }
        return files.find(file);
    }

    /** A document that proves something, kept as long as the person. */
    Files.StoredFile keep(String name, InputStream bytes) {
        return files.keep(name, "application/octet-stream", bytes);
    }

    Files.StoredFile proof(UUID file) {
        return files.find(file);
    }

    void copy(Files.StoredFile file, OutputStream out) throws IOException {
        files.copy(file.id(), out);
    }
}
