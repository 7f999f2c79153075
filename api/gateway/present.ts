export { limitOf, present } from '../router/present';
