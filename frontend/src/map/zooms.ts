/** How far the map goes in, and how points are gathered on the way. */

export const CLUSTER_RADIUS = 44; // pixels; marks are 20 wide, so that neighbours stay apart
export const MAX_ZOOM = 11; // a town fills the screen; the base map holds no detail beyond
export const CLUSTER_MAX_ZOOM = 10; // each further level takes 70 ms for 100,000 incidents before the first view
