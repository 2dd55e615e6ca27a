package uk.code4health.opendata.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.ServiceAddress;

/** The whole catalogue as DCAT 3 (W3C Recommendation), with what DCAT-AP 3 asks for beyond it. */
final class Dcat {

    private static final String OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
    private static final String ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG";
    private static final String OPENAPI = "https://spec.openapis.org/oas/v3.1.0";

    private Dcat() {}

    /**
     * The catalogue.
     *
     * @param issued when the first figures of each dataset were published
     */
    static Node catalogue(ServiceAddress service, List<LiveDataset> all, Map<String, Instant> issued) {
        List<Described> described =
                all.stream().map(live -> new Described(live, service)).toList();
        Node catalogue = Node.at(service.at(Links.CATALOGUE), "dcat:Catalog")
                .with("dct:title", Described.SERVICE)
                .with("dct:description", "Published NHS data as an open API: datasets, their releases and their files.")
                .with("dct:publisher", Node.of("foaf:Agent").with("foaf:name", Described.SERVICE))
                .with("dct:license", Node.at(OGL, "dct:LicenseDocument"))
                .with("dct:language", Node.at(ENGLISH, "dct:LinguisticSystem"))
                .with("foaf:homepage", Node.at(service.at("/"), "foaf:Document"))
                .with(
                        "dct:modified",
                        all.stream().map(LiveDataset::lastModified).max(Instant::compareTo))
                .with("dcat:service", api(service, described))
                .with(
                        "dcat:dataset",
                        described.stream()
                                .map(each -> new DcatDataset(each).node(Optional.ofNullable(issued.get(each.id()))))
                                .toList());
        return Node.in(DcatContext.asJson(), catalogue);
    }

    /** What names the API. */
    static String apiOf(ServiceAddress service) {
        return service.at("/v1");
    }

    private static Node api(ServiceAddress service, List<Described> all) {
        return Node.at(apiOf(service), "dcat:DataService")
                .with("dct:title", Described.SERVICE + " API")
                .with("dct:description", "Records, groups and values of every dataset of the catalogue, without a key.")
                .with("dct:license", Node.at(OGL, "dct:LicenseDocument"))
                .with("dct:conformsTo", Node.at(OPENAPI, "dct:Standard"))
                .with("dcat:endpointURL", Node.to(apiOf(service)))
                .with("dcat:endpointDescription", Node.to(service.at("/openapi.json")))
                .with("dcat:landingPage", Node.at(service.at("/docs"), "foaf:Document"))
                .with(
                        "dcat:servesDataset",
                        all.stream().map(each -> Node.to(each.address())).toList());
    }
}
