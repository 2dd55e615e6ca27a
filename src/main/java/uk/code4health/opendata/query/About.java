package uk.code4health.opendata.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.dataset.Dataset;

/** What a file of records says about itself, as it is read without the headers it was sent under. */
final class About {

    private About() {}

    /** Where the records are from and how many of how many they are, each under a title for people. */
    static Map<String, String> of(
            Question question, QuestionAddress address, RecordWriter.Written written, Totals.Total total) {
        Map<String, String> about = source(question, address);
        about.put("Records", records(question, written, total));
        if (written.next().isPresent()) {
            about.put("More records", "There are more: the answer's Link header leads to them.");
        }
        return about;
    }

    /** Where the records are from, which is known before they are read. */
    static Map<String, String> source(Question question, QuestionAddress address) {
        Dataset dataset = question.dataset();
        Edition edition = question.edition();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("Title", dataset.title());
        about.put("Description", dataset.description());
        about.put("Publisher", dataset.publisher());
        about.put("Source", dataset.source().title() + ", " + dataset.source().url());
        about.put("Dataset", dataset.id().value());
        about.put("Edition", edition.id());
        about.put("Releases", String.join(", ", edition.releases()));
        about.put("Published here", edition.publishedAt().toString());
        if (edition.sample()) {
            about.put("Sample", "The figures are invented, for trying out.");
        }
        about.put("Licence", dataset.licence().id());
        about.put("Licence address", dataset.licence().url());
        about.put("Attribution", dataset.licence().attribution());
        about.put("Question", address.asked());
        return about;
    }

    private static String records(Question question, RecordWriter.Written written, Totals.Total total) {
        String matching = Optional.ofNullable(total.records())
                .map(records -> " of " + (total.kind() == TotalKind.EXACT ? "" : "about ") + records
                        + " that match the question")
                .orElse("; how many match the question was not counted");
        return written.records() + matching + ". The edition has "
                + question.edition().records() + ".";
    }
}
