package uk.code4health.opendata.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** The registered datasets. */
@Singleton
class Datasets implements PanacheRepositoryBase<DatasetEntity, String> {}
