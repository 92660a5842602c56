/** Shapes of the answers the screens read. */

export interface Station {
  id: string;
  code: string;
  name: string;
  phone?: string;
}
export interface SessionUser {
  id: string;
  login: string;
  name: string;
  role: string;
  role_label: string;
  station: Station | null;
  must_change_password: boolean;
}
export interface DemoLogin {
  login: string;
  role: string;
  role_label: string;
  name: string;
}
export interface Session {
  is_signed_in: boolean;
  is_locked: boolean;
  user: SessionUser | null;
  csrf_token: string;
  clock: { now: string; is_offset: boolean; banner: string };
  demo: { is_on: boolean; logins: DemoLogin[] };
  allowed: string[];
  app?: { version: string };
}
export interface Paged<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}
export interface StaffUser {
  id: string;
  login: string;
  name: string;
  role: string;
  role_label: string;
  station: Station | null;
  phone?: string;
  is_active: boolean;
  must_change_password: boolean;
  areas?: { community_id: string; community_name: string; from_on: string; to_on: string | null }[];
}
export interface Approval {
  id: string;
  kind: string;
  kind_label: string;
  title: string;
  effect: string;
  requested_by_name: string;
  requested_at: string;
  waiting_minutes: number;
  allowed_actions: string[];
}
export interface Community {
  id: string;
  name: string;
  compound_count: number;
  household_count: number;
  resident_count: number;
}
export interface Contact {
  id: string;
  title: string;
  name: string;
  phone: string;
}
export interface Compound {
  id: string;
  name: string;
  aliases: string[];
  community: { id: string; name: string };
  latitude: number | null;
  longitude: number | null;
  source_datum: string;
  building_count: number | null;
  household_count: number | null;
  resident_count?: number;
  property_firm: { id: string; name: string } | null;
  contacts?: Contact[];
  buildings?: { building: string; household_count: number; resident_count: number }[];
  note: string;
  allowed_actions: string[];
}
export interface HouseholdRow {
  id: string;
  door: string;
  building: string;
  unit: string;
  room: string;
  is_door_read: boolean;
  resident_count: number;
  do_not_visit: boolean;
}
export interface Resident {
  id: string;
  name: string;
  gender: string;
  age: number | null;
  id_no: string;
  phone: string;
  occupation: string;
  is_exam_family: boolean;
  do_not_message: boolean;
  possible_duplicate_of: string | null;
  household: { id: string; door: string; compound_name: string } | null;
  allowed_actions: string[];
}
export interface Household {
  id: string;
  door: string;
  door_text?: string;
  is_door_read: boolean;
  compound: { id: string; name: string };
  community: { id: string; name: string };
  residents: Resident[];
  do_not_visit: boolean;
  do_not_visit_reason: string;
  allowed_actions: string[];
}
export interface Organization {
  id: string;
  kind: string;
  kind_label: string;
  name: string;
  aliases: string[];
  address: string;
  community: { id: string; name: string } | null;
  latitude: number | null;
  longitude: number | null;
  source_datum: string;
  staff_total: number | null;
  parent_name: string;
  contacts?: Contact[];
  allowed_actions: string[];
}
export interface Place {
  kind: string;
  id: string;
  name: string;
  community: string;
  matched_alias: string | null;
}
export type BatchState =
  | "UPLOADED"
  | "NEEDS_MAPPING"
  | "PREVIEWING"
  | "PREVIEWED"
  | "COMMITTING"
  | "COMMITTED"
  | "UNDONE"
  | "FAILED"
  | "DISCARDED";
export interface MappingColumn {
  column: string | number;
  header: string;
  field: string | null;
  field_label: string;
  samples: string[];
}
export interface BatchTable {
  sheet: string;
  first_row: number;
  header: string[];
  mapping: MappingColumn[];
  remembered_on: string | null;
}
export interface SampleRow {
  sheet: string;
  row: number;
  cells: { label: string; before?: string | null; value: string }[];
}
export interface RejectReason {
  code: string;
  label: string;
  count: number;
  severity: string;
  example: { sheet: string; row: number; cell: string; seen: string } | null;
  advice: string;
}
export interface BatchRow {
  id: string;
  file_name: string;
  kind: string;
  kind_label: string;
  state: BatchState;
  counts: BatchCounts | null;
  created_by_name: string;
  created_at: string;
  committed_at: string | null;
}
export interface BatchCounts {
  rows: number;
  new: number;
  changed: number;
  same: number;
  duplicates: number;
  rejected: Record<string, number>;
  warnings: Record<string, number>;
}
export interface Batch extends BatchRow {
  progress: { done: number; total: number; step: string } | null;
  tables: BatchTable[];
  fields: { code: string; label: string; is_required: boolean }[];
  needs_datum: boolean;
  datum: string | null;
  reasons: RejectReason[];
  samples: Partial<Record<SampleClass, SampleRow[]>>;
  allowed_actions: string[];
  error: { code: string; detail: string } | null;
  undo_blockers: string[];
}
export type SampleClass = "new" | "changed" | "duplicates" | "same" | "rejected";
export interface Sums {
  reached: number;
  attempted: number;
  unreachable_requested: number;
  unreachable_approved: number;
  untouched: number;
  total: number;
}
export interface TargetList {
  id: string;
  kind: "POINT" | "LINE" | "SURFACE";
  kind_label: string;
  name: string;
  version: { number: number; total: number; signed_at: string; reason: string } | null;
  draft: ListDraft | null;
  sums: Sums | null;
  changes: Sums | null;
  late_count: number;
  phone_count: number;
  retained: null;
  allowed_actions: string[];
}
export interface ListDraft {
  added: number;
  removed: number;
  total: number;
  state: string;
  explanation?: { label: string; count: number }[];
}
export interface CampaignRow {
  id: string;
  name: string;
  state: "DRAFT" | "OPEN" | "CLOSED";
  starts_on: string;
  ends_on: string;
  day_number: number | null;
  day_count: number;
}
export interface Campaign extends CampaignRow {
  goals: string;
  lists: TargetList[];
  allowed_actions: string[];
}
export interface CoverageRow {
  id: string;
  name: string;
  community_name: string;
  total: number;
  reached: number;
  attempted: number;
  unreachable: number;
  untouched: number;
  rate: number | null;
  remaining: number;
  last_7_days: number;
  retained: null;
  point_state: "DONE" | "PARTIAL" | "UNREACHABLE" | "UNTOUCHED" | null;
  point_missing: string[];
}
export interface Coverage {
  rows: CoverageRow[];
  total: CoverageRow;
}
export interface Target {
  id: string;
  name: string;
  place: string;
  resident_id?: string | null;
  household_id: string | null;
  compound_id?: string | null;
  organization_id?: string | null;
  state: string;
  state_label?: string;
  reason: string;
  source: string;
  source_label: string;
  expires_on: string | null;
  last_contact_at: string | null;
  allowed_actions: string[];
}
export interface CampaignSession {
  id: string;
  title: string;
  held_at: string;
  host_name: string;
  head_count: number;
  staff_attending: number | null;
}
export interface CrewMember {
  id: string;
  name: string;
  role: string;
  role_label: string;
}
export interface Crew {
  id: string;
  name: string;
  kind: "PAIR" | "TEAM";
  kind_label: string;
  members: CrewMember[];
  languages: string[];
  can_go: boolean;
  allowed_actions: string[];
}
export interface ShiftBlock {
  id: string;
  crew: { id: string; name: string };
  day: string;
  starts_at: string;
  ends_at: string;
  kind: "VISITS" | "HALL";
  kind_label: string;
  allowed_actions: string[];
}
export interface PlanReason {
  code: string;
  sentence: string;
  p_home: number | null;
  p_best: number | null;
  weight: number | null;
  value_kept: number | null;
  gain: number | null;
  alternative: { day: string; starts_minute: number; p_home: number; worth: number } | null;
}
export interface PlanLine {
  id: string;
  household_id: string;
  door: string;
  compound_name: string;
  community_name: string;
  position: number;
  standing: "PLACED" | "RESERVE" | "UNPLACED";
  attempt_number: number;
  starts_at: string | null;
  expected_minutes: number;
  is_pinned: boolean;
  is_exam_family: boolean;
  is_visited: boolean;
  person_count: number;
  why: string;
  reason: PlanReason;
}
export interface PlanBlock {
  id: string;
  crew: { id: string; name: string; members: string[] };
  starts_at: string;
  ends_at: string;
  minutes_used: number;
  minutes_total: number;
  compounds: string[];
  placed_count: number;
  reserve_count: number;
  can_go: boolean;
  warning: string;
  lines: PlanLine[];
}
export interface UnplacedGroup {
  reason_code: string;
  reason: string;
  count: number;
  next_chance: string;
  lines: PlanLine[];
}
export interface PlanSums {
  day: string;
  number: number | null;
  due: number;
  placed: number;
  to_hand_over: number;
  reserve: number;
  unplaced: number;
  expected_met: number;
  expected_low: number;
  expected_high: number;
}
export interface Plan extends PlanSums {
  state: string | null;
  made_at: string | null;
  waiting: number;
  message: string;
  blocks: PlanBlock[];
  unplaced_groups: UnplacedGroup[];
  allowed_actions: string[];
  undo: { change_id: string; sentence: string } | null;
}
export interface CrewSheet {
  block_id: string;
  day: string;
  crew_name: string;
  members: string[];
  starts_at: string;
  ends_at: string;
  source: string;
  lines: {
    id: string;
    standing: string;
    compound_name: string;
    door: string;
    starts_at: string | null;
    attempt_number: number;
    is_exam_family: boolean;
    why: string;
    people: { resident_id: string; name: string }[];
  }[];
}
export interface VisitPerson {
  resident_id: string;
  name: string;
  outcome: string;
  outcome_label: string;
  was_present: boolean;
  question_answered: boolean;
}
export interface StruckVisit {
  id: string;
  at: string;
  channel_label: string;
  people: VisitPerson[];
  note: string;
  recorded_by_name: string;
  recorded_at: string;
}
export interface Visit {
  id: string;
  household_id: string;
  door: string;
  compound_name: string;
  at: string;
  channel: string;
  channel_label: string;
  crew_id: string | null;
  crew_name: string;
  people: VisitPerson[];
  note: string;
  next_reminder_on: string | null;
  is_late: boolean;
  recorded_by_name: string;
  recorded_at: string;
  correction: { by_name: string; at: string; reason: string; effect: string; before: StruckVisit[] } | null;
  remarks?: string[];
  allowed_actions: string[];
}
export interface Listing {
  at: string;
  resident_id: string;
  name: string;
  list_name: string;
  source_label: string;
  reason: string;
  expires_on: string | null;
  signed_by_name: string;
  left_at: string | null;
}
export interface HouseholdHistory {
  household: {
    id: string;
    door: string;
    compound: { id: string; name: string };
    community: { id: string; name: string };
    do_not_visit: boolean;
    do_not_visit_reason: string;
    knocking: { is_allowed: boolean; from_on: string | null; sentence: string };
    tasks: { rule_label: string; why: string; priority: number }[];
  };
  visits: Visit[];
  listings: Listing[];
}
export interface GridAnswer {
  index: number;
  status: "saved" | "rejected";
  visit?: Visit | null;
  code: string;
  detail: string;
  fields: Record<string, string>;
}
export interface LeadHome {
  campaign: Campaign | null;
  lists: TargetList[];
  approvals: Approval[];
}
export interface CaptainHome {
  plan: PlanSums;
  reviews: { late_count: number; late: Visit[] };
  allowed_actions: string[];
}
export interface ClerkHome {
  first_day: { code: string; title: string; count: number; is_done: boolean }[];
  imports_waiting: number;
  rejected_rows: number;
}

/** What a list endpoint may answer. */
export type Listed<T> = T[] | Paged<T> | { items: T[] };
