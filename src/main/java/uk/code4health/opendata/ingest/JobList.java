package uk.code4health.opendata.ingest;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** Lists jobs, newest first, page by page. A job that comes meanwhile neither skips nor repeats another. */
@Singleton
class JobList {

    private static final String ORDER = " order by createdAt desc, id desc";

    private final Jobs jobs;
    private final JobViews views;

    JobList(Jobs jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    @Transactional
    public JobsPage page(JobsRequest asked) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        asked.dataset().ifPresent(dataset -> {
            conditions.add("dataset = :dataset");
            values.put("dataset", dataset);
        });
        asked.state().ifPresent(state -> {
            conditions.add("state = :state");
            values.put("state", state);
        });
        long total = jobs.count(String.join(" and ", conditions), values);
        asked.cursor().ifPresent(cursor -> {
            Job last = jobs.findByIdOptional(cursor)
                    .orElseThrow(() ->
                            Problem.CURSOR_INVALID.with(new Fault("cursor", "This is not a cursor of this list.")));
            conditions.add("(createdAt < :createdAt or (createdAt = :createdAt and id < :id))");
            values.put("createdAt", last.createdAt);
            values.put("id", last.id);
        });
        return page(asked, jobs.find(String.join(" and ", conditions) + ORDER, values), total);
    }

    private JobsPage page(JobsRequest asked, PanacheQuery<Job> query, long total) {
        List<Job> oneMore = query.page(Page.ofSize(asked.limit() + 1)).list();
        boolean complete = oneMore.size() <= asked.limit();
        List<Job> page = complete ? oneMore : oneMore.subList(0, asked.limit());
        return new JobsPage(
                page.stream().map(job -> views.of(job, 0)).toList(),
                new JobsPage.Page(
                        page.size(),
                        asked.limit(),
                        total,
                        complete,
                        complete ? null : asked.next(page.get(page.size() - 1))));
    }
}
