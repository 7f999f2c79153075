import { writeFileSync } from 'node:fs';
import { inProject } from '../config/paths';
import { BUILT_DOCUMENTS, loadSurfaces } from '../openapi/document';

/** Makes one JSON file of the surfaces' documents, for reading the YAML takes a second. A step of the build. */
writeFileSync(inProject(BUILT_DOCUMENTS), JSON.stringify(loadSurfaces(inProject('openapi'))));
