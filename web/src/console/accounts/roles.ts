/** Posts an account can be given, in the order of the station. */
export const ROLES = [
  "BUREAU_ADMIN",
  "LEAD",
  "CAPTAIN",
  "CLERK",
  "DUTY",
  "REVIEWER",
  "OFFICER",
  "AUXILIARY",
  "HALL",
  "AUDITOR",
  "BANK_HQ",
  "BANK_ADMIN",
  "BANK_LEAD",
  "TELLER",
  "MEMBER",
] as const;
