import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input, type InputRef } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, rowsOf } from "../../shared/api";
import type { Listed, Place } from "../../shared/api.types";

/** Finds compounds and organizations by name or alias; people are never searched from here. */
export function PlaceSearch({ inputRef }: { inputRef: React.Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ["places", asked],
    queryFn: () => api.get<Listed<Place>>("/api/places/search", { q: asked }),
    enabled: asked.length > 0,
  });
  const places = rowsOf(data);
  return (
    <AutoComplete
      className="place-search"
      value={text}
      onChange={setText}
      onSelect={(_, option) => {
        setText("");
        void navigate(option.path as string);
      }}
      options={places.map((place) => ({
        value: place.id,
        path: place.kind === "COMPOUND" ? `/registry/compounds/${place.id}` : `/registry/organizations/${place.id}`,
        label: (
          <span>
            {place.name} <span className="quiet">{place.community}</span>
            {place.matched_alias && <span className="quiet"> {t("search.alias", { alias: place.matched_alias })}</span>}
          </span>
        ),
      }))}
      notFoundContent={asked && data ? t("search.nothing") : null}
    >
      <Input
        ref={(handle: InputRef | null) => {
          if (inputRef && "current" in (inputRef as object)) {
            (inputRef as React.RefObject<HTMLInputElement | null>).current = handle?.input ?? null;
          }
        }}
        aria-label={t("search.places")}
        placeholder={t("search.places")}
        prefix={<SearchOutlined />}
        suffix={<kbd>/</kbd>}
      />
    </AutoComplete>
  );
}
