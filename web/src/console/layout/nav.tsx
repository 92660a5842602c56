import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  FlagOutlined,
  HomeOutlined,
  ImportOutlined,
  SolutionOutlined,
  TeamOutlined,
  UserOutlined,
} from "@ant-design/icons";

export interface Room {
  code: string;
  path: string;
  icon: React.ReactNode;
}

/** Every room a sign-in can be allowed into; the server says which and in what order. */
export const ROOMS: Room[] = [
  { code: "home", path: "/", icon: <HomeOutlined /> },
  { code: "imports", path: "/imports", icon: <ImportOutlined /> },
  { code: "campaigns", path: "/campaigns", icon: <FlagOutlined /> },
  { code: "plan", path: "/plan", icon: <CalendarOutlined /> },
  { code: "crews", path: "/crews", icon: <TeamOutlined /> },
  { code: "visits", path: "/visits", icon: <SolutionOutlined /> },
  { code: "registry", path: "/registry", icon: <ApartmentOutlined /> },
  { code: "approvals", path: "/approvals", icon: <AuditOutlined /> },
  { code: "users", path: "/users", icon: <UserOutlined /> },
  { code: "stations", path: "/stations", icon: <BankOutlined /> },
];

export function allowedRooms(allowed: string[]): Room[] {
  return allowed.flatMap((code) => ROOMS.filter((room) => room.code === code));
}

/** The room an address belongs to. */
export function roomOf(pathname: string): string {
  const [first] = pathname.split("/").filter(Boolean);
  return ROOMS.find((room) => room.path === `/${first ?? ""}`)?.code ?? "home";
}
