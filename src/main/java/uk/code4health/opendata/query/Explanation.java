package uk.code4health.opendata.query;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import uk.code4health.opendata.dataset.Licence;

/** A question explained to those who learn to ask: what it means, what it keeps, and how to ask it elsewhere. */
@Schema(name = "Explanation")
record Explanation(
        @Schema(
                description = "The question in plain English",
                examples =
                        "The records of GP practices (edition e12) where status is 'A'. Their fields practice_code and name, at most 2 of them.")
        String question,

        Counted records,

        @Schema(
                description =
                        "The conditions that records must fulfil, in order: one for each part that must hold. The first 20 of them")
        List<Kept> conditions,

        @Schema(description = "How many conditions there are beyond those shown", examples = "0")
        int conditionsLeftOut,

        @Schema(
                description =
                        "The same question in PostgreSQL's SQL, to be run on a copy of the records: a table named as the dataset, its texts"
                                + " with `collate \"C\"`. Always from the first page on",
                examples = "select \"practice_code\"\nfrom \"gp_practices\"\nwhere \"status\" = 'A'")
        String sql,

        Approach plan,
        Call request,
        RecordsPage.EditionReference edition,
        Licence licence,

        @Schema(description = "What a reader of the question's answer should know")
        List<Warning> warnings) {

    /** How many records the conditions keep of how many. */
    @Schema(name = "ExplainedRecords")
    record Counted(
            @Schema(description = "How many records the edition has", examples = "68")
            long inEdition,

            @Schema(
                    description = "How many of them fulfil all conditions; of a question about groups, those grouped",
                    examples = "59")
            long matching,

            @Schema(
                    description =
                            "Whether the matching ones were counted, or are PostgreSQL's estimate, as in large editions",
                    enumeration = {"exact", "estimate"},
                    examples = "exact")
            String kind) {}

    /** A condition, and how many records it keeps. */
    @Schema(name = "ExplainedCondition")
    record Kept(
            @Schema(description = "The query parameter it came from", examples = "status")
            String parameter,

            @Schema(description = "The condition in plain English", examples = "status is 'A'")
            String detail,

            @Schema(description = "How many records of the edition it keeps alone", examples = "59")
            long recordsAlone,

            @Schema(description = "How many it and all conditions before it keep together", examples = "59")
            long recordsTogether,

            @Schema(
                    enumeration = {"exact", "estimate"},
                    examples = "exact")
            String kind) {}

    /** How the database goes about the question. */
    @Schema(name = "ExplainedPlan")
    record Approach(
            @Schema(
                    description =
                            "`page`: the records asked for are read from where they lie; `index`: an index leads to the records;"
                                    + " `scan`: records are read one after the other",
                    enumeration = {"page", "index", "scan"},
                    examples = "scan")
            String shape,

            @Schema(description = "The fields whose indexes are used", examples = "[\"practice_code\"]")
            List<String> index,

            @Schema(description = "What that means, and what would be quicker")
            String detail,

            @Schema(description = "How many matching records PostgreSQL expects before it has looked", examples = "59")
            long expectedRecords,

            @Schema(description = "Whether it is one of the questions that are answered a few at a time")
            boolean heavy,

            @Schema(description = "Whether it would be refused as too costly")
            boolean refused) {}

    /** The call that asks the question. */
    @Schema(name = "ExplainedCall")
    record Call(
            @Schema(
                    description = "Where the question is asked",
                    examples = "http://localhost:8080/v1/datasets/gp-practices/records?limit=2&status=A")
            String url,

            @Schema(
                    description =
                            "The same call in several languages, ready to paste. Each asks for JSON, or for a line of JSON for each record")
            List<Code> code) {}

    /** A program that asks the question. */
    @Schema(name = "ExplainedCode")
    record Code(
            @Schema(examples = "python") String language,

            @Schema(description = "What it needs", examples = "Python 3, nothing to install")
            String label,

            @Schema(examples = "curl --silent --show-error 'http://localhost:8080/v1/datasets/gp-practices/records'")
            String code) {}
}
